package tw.shouwang.api.process;

/// What the service reads from the database at its start. The command `check` reads it before its
/// checks, so that they see what a start would serve, and stores nothing.
public interface ReadAtStart {

  /// @throws RuntimeException if the database does not answer, or is not set up
  void read();
}
