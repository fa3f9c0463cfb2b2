package tw.shouwang.api.directory.entries;

/// Where an entry is shown. BACKEND_ROUTING entries stay out of lists unless their kind is asked
/// for.
public enum Scope {
  CORE,
  OPTIONAL,
  BACKEND_ROUTING
}
