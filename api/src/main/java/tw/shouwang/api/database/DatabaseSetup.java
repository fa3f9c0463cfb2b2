package tw.shouwang.api.database;

/// Work that needs the migrated database at boot, for example loading the directory or publishing a
/// keyset.
///
/// Runs once per boot after the migrations, lowest [#order()] first, and must be harmless to
/// repeat. If the database is unavailable at boot, the work runs once it is available. So nothing
/// may rely on the work having run.
public interface DatabaseSetup {

  int order();

  void setUp();
}
