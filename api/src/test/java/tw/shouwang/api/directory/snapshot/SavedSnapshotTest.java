package tw.shouwang.api.directory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedSnapshotTest {

  @TempDir Path folder;

  /// W22: a failed write of the copy leaves no temporary file, however often it is repeated.
  @Test
  void leavesNoDraftBehind() throws IOException {
    SavedSnapshot saved = Snapshots.saved(folder);
    saved.write(Snapshots.document());
    assertThat(files()).containsExactly("directory.json.gz");
    assertThat(saved.read()).contains(Snapshots.document());

    Path copy = folder.resolve("directory.json.gz");
    Files.delete(copy);
    Files.createDirectories(copy.resolve("in the way"));
    saved.write(Snapshots.document());
    saved.write(Snapshots.document());
    assertThat(files()).containsExactly("directory.json.gz");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
