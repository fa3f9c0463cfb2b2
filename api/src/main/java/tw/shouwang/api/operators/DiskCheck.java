package tw.shouwang.api.operators;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks the disks that this node writes to: those of its data, its keys and its ledger of
/// erasures. The database's own disk cannot be checked from here.
@Singleton
final class DiskCheck implements SetupCheck {

  private static final long GIB = 1L << 30;
  private static final long SCARCE_GIB = 5;

  private final DataFolder data;
  private final ProcessRoles roles;
  private final Environment settings;

  DiskCheck(DataFolder data, ProcessRoles roles, Environment settings) {
    this.data = data;
    this.roles = roles;
    this.settings = settings;
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
    folders()
        .forEach((name, folder) -> {
          try {
            Path existing = existing(folder);
            findings.add(of(name, Files.getFileStore(existing).getUsableSpace() / GIB));
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

  private Map<String, Path> folders() {
    Map<String, Path> folders = new LinkedHashMap<>();
    folders.put("data", data.resolve(""));
    folders.put("keys", folder("shouwang.keys.directory", "keys"));
    if (roles.isPublic()) {
      folders.put("erasures", folder("shouwang.erasures.directory", "erasures"));
    }
    return folders;
  }

  private Path folder(String property, String standard) {
    return settings
        .getProperty(property, String.class)
        .map(Path::of)
        .orElseGet(() -> data.resolve(standard));
  }

  private static Path existing(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}
