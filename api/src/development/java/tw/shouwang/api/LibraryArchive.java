package tw.shouwang.api;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shortens later starts by `exec:exec`: the classes of the libraries are archived as the JVM has
/// them when they are loaded and verified (class data sharing, JEP 350), and are mapped by the next
/// start. Where the archive is not of these libraries, the JVM starts without it, and it is made
/// anew beside the running service.
///
/// Only libraries are in it, because an archive takes no class folders. They come first in the
/// class path, and our own classes can change without a new archive.
@Singleton
final class LibraryArchive implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(LibraryArchive.class);
  private static final String FILE = "-XX:SharedArchiveFile=";
  private static final Path NICE = Path.of("/usr/bin/nice");

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
    jvm.getInputArguments().stream()
        .filter(option -> option.startsWith(FILE))
        .filter(_ -> !isMapped())
        .map(option -> Path.of(option.substring(FILE.length())))
        .findFirst()
        .ifPresent(archive ->
            Thread.ofPlatform().daemon().name("library-archive").start(() -> make(archive, jvm)));
  }

  /// The JVM shares nothing if the archive that it was given is not there or does not fit.
  private static boolean isMapped() {
    return System.getProperty("java.vm.info", "").contains("sharing");
  }

  private static void make(Path archive, RuntimeMXBean jvm) {
    try {
      List<String> options =
          jvm.getInputArguments().stream()
              .filter(option -> option.startsWith("-XX:") || option.startsWith("--"))
              .filter(Predicate.not(option -> option.startsWith(FILE)))
              .toList();
      make(archive, options, libraries(jvm.getClassPath()), loaded());
    } catch (IOException | JMException e) {
      LOG.warn("The next start takes as long as this one: there is no archive of libraries", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param options what the JVM is started with; an archive fits no others
  /// @param classes names of classes, e.g. `org/slf4j/Logger`; what is not in the jars is left out
  static void make(Path archive, List<String> options, String jars, List<String> classes)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(archive.toAbsolutePath().getParent(), "archive-");
    Path list = Files.write(folder.resolve("classes"), classes);
    Path made = folder.resolve("archive");
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, FILE + made, "-cp", jars));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException("see " + said);
    }
    // At once: a service that starts meanwhile maps the whole archive or none.
    Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (Path file : List.of(list, said, folder)) {
      Files.delete(file);
    }
  }

  /// The jars before the first folder.
  private static String libraries(String classPath) {
    return String.join(
        File.pathSeparator,
        Stream.of(classPath.split(File.pathSeparator))
            .takeWhile(part -> Files.isRegularFile(Path.of(part)))
            .toList());
  }

  private static List<String> loaded() throws JMException {
    String table =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "vmClasses",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return table
        .lines()
        .map(line -> line.substring(line.stripTrailing().lastIndexOf(' ') + 1).strip())
        // A slash is in the name of a class that was made while the JVM ran.
        .filter(name -> !name.startsWith("[") && !name.contains("/"))
        .map(name -> name.replace('.', '/'))
        .toList();
  }
}
