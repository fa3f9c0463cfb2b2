package tw.shouwang.api.directory.entries;

/// Where an entry is shown. BACKEND_ROUTING entries are in lists only if their kind is asked for.
public enum Scope {
  CORE,
  OPTIONAL,
  BACKEND_ROUTING
}
