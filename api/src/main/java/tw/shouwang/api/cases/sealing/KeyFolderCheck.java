package tw.shouwang.api.cases.sealing;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks the key files of this process's roles: that they exist, are complete, and are readable by
/// their owner only.
@Singleton
final class KeyFolderCheck implements SetupCheck {

  private static final String LINK = "link.key";

  private final BeanProvider<KeyFiles> files;
  private final BeanProvider<StorageKeys> storage;
  private final ProcessRoles roles;

  KeyFolderCheck(
      BeanProvider<KeyFiles> files, BeanProvider<StorageKeys> storage, ProcessRoles roles) {
    this.files = files;
    this.storage = storage;
    this.roles = roles;
  }

  @Override
  public String topic() {
    return "keys";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    KeyFiles folder = files.get();
    if (folder.makesMissing()) {
      return List.of(found(Level.OK, "Keys are made as they are needed, as in development."));
    }
    List<SetupFinding> findings = new ArrayList<>();
    if (roles.isPublic()) {
      missing(
          folder, KeysCommand.PUBLIC_ROLE, "run `keys make-public`, once for all nodes", findings);
      if (storage.get().weeks().isEmpty()) {
        findings.add(
            found(
                Level.MISSING,
                "Each storage-<week>.key is missing in shouwang.keys.directory: run `keys"
                    + " make-public`."));
      }
    }
    if (roles.isStaff()) {
      missing(
          folder, KeysCommand.STAFF_ROLE, "run `keys make-staff`, once for all nodes", findings);
      missing(folder, List.of(LINK), "copy it from a public node", findings);
    }
    return findings.isEmpty()
        ? List.of(found(Level.OK, "The keys of this process are there."))
        : findings;
  }

  private void missing(
      KeyFiles folder, List<String> names, String remedy, List<SetupFinding> findings) {
    for (String name : names) {
      if (folder.find(name).isEmpty()) {
        findings.add(
            found(
                Level.MISSING,
                "The key file %s is missing in shouwang.keys.directory: %s."
                    .formatted(name, remedy)));
      }
    }
  }
}
