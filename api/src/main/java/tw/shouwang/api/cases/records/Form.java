package tw.shouwang.api.cases.records;

/// By which form a case was opened.
public enum Form {
  CONCERN,
  HELP
}
