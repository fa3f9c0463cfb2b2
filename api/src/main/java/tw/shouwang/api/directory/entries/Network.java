package tw.shouwang.api.directory.entries;

/// The seven networks of the social safety net.
public enum Network {
  EDUCATION,
  HEALTH,
  SOCIAL,
  LABOR,
  CIVIL,
  POLICE,
  FIRE
}
