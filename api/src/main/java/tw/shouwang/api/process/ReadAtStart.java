package tw.shouwang.api.process;

/// What the service reads from the database at its start. The command `check` reads it before it
/// looks, so that it sees what a start would serve, and keeps nothing of it.
public interface ReadAtStart {

  /// @throws RuntimeException if the database does not answer, or is not set up
  void read();
}
