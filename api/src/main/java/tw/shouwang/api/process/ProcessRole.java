package tw.shouwang.api.process;

/// What a process may do. `PUBLIC` takes in cases and never holds a centre's private keyset;
/// `STAFF` opens them and edits the directory.
public enum ProcessRole {
  PUBLIC,
  STAFF
}
