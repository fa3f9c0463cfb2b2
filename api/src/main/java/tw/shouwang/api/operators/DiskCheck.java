package tw.shouwang.api.operators;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks the disks that this node writes to.
@Singleton
final class DiskCheck implements SetupCheck {

  private static final long SCARCE_GIB = 5;

  private final NodeFolders folders;

  DiskCheck(NodeFolders folders) {
    this.folders = folders;
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
  public List<SetupFinding> look() {
    List<SetupFinding> findings = new ArrayList<>();
    folders
        .all()
        .forEach((name, folder) -> {
          try {
            findings.add(of(name, NodeFolders.freeGib(folder)));
          } catch (IOException e) {
            findings.add(
                found(
                    Level.WRONG,
                    "The folder of %s could not be looked at: %s."
                        .formatted(name, e.getClass().getSimpleName())));
          }
        });
    return findings;
  }

  SetupFinding of(String name, long freeGib) {
    String sentence = "The folder of %s has %d GiB free".formatted(name, freeGib);
    if (freeGib >= SCARCE_GIB) {
      return found(Level.OK, sentence + ".");
    }
    return found(freeGib < 1 ? Level.WRONG : Level.DUE, sentence + ": make room.");
  }
}
