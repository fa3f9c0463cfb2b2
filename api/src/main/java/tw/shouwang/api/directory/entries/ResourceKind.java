package tw.shouwang.api.directory.entries;

/// What an entry is. Names are those of the GraphQL enum.
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
