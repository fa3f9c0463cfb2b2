package tw.shouwang.api.cases.records;

/// How a sender is reached. The names are those of the GraphQL enum.
public enum ContactMeans {
  PHONE,
  MESSAGE
}
