package tw.shouwang.api.process;

/// The rights of a process. `PUBLIC` stores cases and never holds a centre's private keys; `STAFF`
/// opens them and edits the directory.
public enum ProcessRole {
  PUBLIC,
  STAFF
}
