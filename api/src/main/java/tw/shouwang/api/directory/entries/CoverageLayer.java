package tw.shouwang.api.directory.entries;

/// The division of the map by which an entry covers its areas. New Taipei has one division for
/// welfare and another for mental health, so neither may be derived from the other.
public enum CoverageLayer {
  ADMINISTRATIVE,
  WELFARE,
  MENTAL_HEALTH
}
