package tw.shouwang.api.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.Application;

/// Starts the test processes in a third of the time: with the class path as jars, and an
/// ahead-of-time cache of the JVM (JEP 483, 514) for them, made once a build by one start of the
/// service. (An AOT cache does not support class folders, hence the jars.)
///
/// If the cache cannot be made, processes start without it.
final class StartCache {

  private static final Path FOLDER = Path.of("target", "start-cache").toAbsolutePath();
  private static final long TRAINING_MINUTES = 3;

  private static @Nullable List<String> options;

  private StartCache() {}

  /// The JVM options: the cache if there is one, and the class path.
  static synchronized List<String> options() {
    if (options == null) {
      options = make();
    }
    return options;
  }

  private static List<String> make() {
    try {
      Files.createDirectories(FOLDER);
      // Several test processes of one build share the cache.
      try (FileChannel channel =
              FileChannel.open(
                  FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        boolean fresh = true;
        List<String> path = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
          Path folder = Path.of(part);
          if (Files.isDirectory(folder)) {
            Path jar = FOLDER.resolve("classes-" + path.size() + ".jar");
            fresh &= isNewer(jar, folder);
            path.add(jar.toString());
          } else if (Files.exists(folder)) {
            path.add(part);
          }
        }
        String classPath = String.join(File.pathSeparator, path);
        Path cache = FOLDER.resolve("service.aot");
        Path cachedPath = FOLDER.resolve("class-path");
        if (!fresh
            || !Files.exists(cache)
            || !Files.exists(cachedPath)
            || !Files.readString(cachedPath).equals(classPath)) {
          Files.deleteIfExists(cache);
          pack(classPath);
          train(classPath, cache);
          Files.writeString(cachedPath, classPath);
        }
        List<String> made = new ArrayList<>();
        if (Files.exists(cache)) {
          made.add("-XX:AOTCache=" + cache);
          // A warning about a cache that does not fit would spoil a command's output.
          made.add("-Xlog:disable");
        }
        made.add("-cp");
        made.add(classPath);
        return List.copyOf(made);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNewer(Path jar, Path folder) throws IOException {
    if (!Files.exists(jar)) {
      return false;
    }
    long packed = Files.getLastModifiedTime(jar).toMillis();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.allMatch(file -> file.toFile().lastModified() <= packed);
    }
  }

  private static void pack(String classPath) throws IOException {
    List<String> packed = List.of(classPath.split(File.pathSeparator));
    int at = 0;
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path folder = Path.of(part);
      if (Files.isDirectory(folder)) {
        pack(folder, Path.of(packed.get(at)));
      }
      if (Files.exists(folder)) {
        at++;
      }
    }
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      entries.setLevel(0);
      for (Path file : files.sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (!name.isEmpty()) {
          // Entries for folders are needed, because Micronaut and Flyway list them.
          entries.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
          if (Files.isRegularFile(file)) {
            Files.copy(file, entries);
          }
          entries.closeEntry();
        }
      }
    }
  }

  /// Starts the service once with its own database, sends no request, and stops it.
  private static void train(String classPath, Path cache) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ServiceProcess.JVM_OPTIONS);
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:disable", "-cp", classPath));
    command.add(Application.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MICRONAUT_SERVER_PORT", "-1");
    builder.environment().put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    builder
        .environment()
        .put("SHOUWANG_DATA_DIRECTORY", Files.createTempDirectory(FOLDER, "data-").toString());
    Path said = FOLDER.resolve("training.log");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    Process process = builder.start();
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(TRAINING_MINUTES);
      while (process.isAlive()
          && System.nanoTime() < end
          && !Files.readString(said).contains("Shouwang is ready")) {
        process.waitFor(200, TimeUnit.MILLISECONDS);
      }
      process.destroy();
      if (!process.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
