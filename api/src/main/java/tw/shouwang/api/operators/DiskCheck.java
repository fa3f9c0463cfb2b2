package tw.shouwang.api.operators;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Looks at the disk of this node's own data.
@Singleton
final class DiskCheck implements SetupCheck {

  private static final long GIB = 1L << 30;
  private static final long SCARCE_GIB = 5;

  private final DataFolder data;

  DiskCheck(DataFolder data) {
    this.data = data;
  }

  @Override
  public String topic() {
    return "disk";
  }

  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() throws IOException {
    Path folder = data.resolve("").toAbsolutePath();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    long free = Files.getFileStore(folder).getUsableSpace() / GIB;
    if (free >= SCARCE_GIB) {
      return List.of(found(Level.OK, "The data folder has %d GiB free.".formatted(free)));
    }
    return List.of(
        found(
            free < 1 ? Level.WRONG : Level.DUE,
            "The data folder has %d GiB free: make room.".formatted(free)));
  }
}
