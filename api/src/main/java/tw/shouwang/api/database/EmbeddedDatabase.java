package tw.shouwang.api.database;

/// A PostgreSQL that the program brings along and keeps in its data folder. Only development has
/// one: the bean is in `src/development`, which is not in the package for servers.
interface EmbeddedDatabase extends AutoCloseable {

  DatabaseAccess access();

  @Override
  void close();
}
