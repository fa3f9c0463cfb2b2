package tw.shouwang.api.directory.entries;

/// The kind of an entry. The names are those of the GraphQL enum.
public enum ResourceKind {
  EMERGENCY,
  HOTLINE,
  CHAT,
  CENTRE,
  WELFARE_CENTRE,
  DISTRICT_OFFICE,
  MENTAL_HEALTH_CENTRE,
  DUTY_CENTRE,
  TIP_LINE,
  SERVICE_POINT
}
