package tw.shouwang.api.database;

/// A PostgreSQL that the program starts itself, with its data in the data folder. Only development
/// has one: the bean is in `src/development`, which is not in the package for servers.
interface EmbeddedDatabase extends AutoCloseable {

  DatabaseAccess access();

  @Override
  void close();
}
