package tw.shouwang.api.directory.entries;

/// By which division of the map an entry covers its areas. New Taipei is divided once for welfare
/// and differently for mental health, so neither is ever derived from the other.
public enum CoverageLayer {
  ADMINISTRATIVE,
  WELFARE,
  MENTAL_HEALTH
}
