package tw.shouwang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Later starts of a developer's service take their libraries from an archive.
class LibraryArchiveTest {

  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC");

  @TempDir Path folder;

  @Test
  void aStartWithMoreFoldersTakesTheClassesFromIt() throws Exception {
    String jars = jar("picocli-");
    Path archive = folder.resolve("libraries.jsa");
    LibraryArchive.make(
        archive,
        OPTIONS,
        jars,
        List.of("java/lang/Object", "picocli/AutoComplete", "tw/shouwang/api/NotInThem"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(archive);
    }

    Path classes = Files.createDirectory(folder.resolve("classes"));
    Files.createFile(classes.resolve("ours"));
    assertThat(start(archive, jars + File.pathSeparator + classes))
        .contains("picocli.AutoComplete source: shared objects file");
    // Other libraries than those of the archive: a start takes none of it.
    assertThat(start(archive, jar("slf4j-api-") + File.pathSeparator + jars))
        .contains("picocli.AutoComplete source: file:");
  }

  private static String jar(String name) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> new File(part).getName().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static String start(Path archive, String classPath) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                OPTIONS.getFirst(),
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:class+load",
                "-cp",
                classPath,
                "picocli.AutoComplete",
                "--help")
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader()) {
      return output.readAllAsString();
    }
  }
}
