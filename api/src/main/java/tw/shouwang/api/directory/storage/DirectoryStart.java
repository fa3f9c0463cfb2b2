package tw.shouwang.api.directory.storage;

import jakarta.inject.Singleton;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.process.ProcessRoles;

/// Imports the pack into the database if this process may write there, then serves the stored
/// directory and listens for changes.
@Singleton
class DirectoryStart implements DatabaseSetup {

  static final int ORDER = 100;

  private final ProcessRoles roles;
  private final PackImporter importer;
  private final SnapshotLoader loader;
  private final ChangeListener listener;

  DirectoryStart(
      ProcessRoles roles, PackImporter importer, SnapshotLoader loader, ChangeListener listener) {
    this.roles = roles;
    this.importer = importer;
    this.loader = loader;
    this.listener = listener;
  }

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public void setUp() {
    if (roles.isStaff()) {
      importer.importPack();
    }
    loader.refresh();
    listener.start();
  }
}
