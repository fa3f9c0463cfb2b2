package tw.shouwang.api.database;

/// Work that needs the migrated database before it is of use: load the directory, publish a keyset.
///
/// Runs once per boot after the migrations, lowest [#order()] first, and must be harmless when it
/// ran before. When the database is away at boot it runs as soon as it is back, so nothing may rely
/// on it having run.
public interface DatabaseSetup {

  int order();

  void setUp();
}
