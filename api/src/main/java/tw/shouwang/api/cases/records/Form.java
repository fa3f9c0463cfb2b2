package tw.shouwang.api.cases.records;

/// The form with which a case was opened.
public enum Form {
  CONCERN,
  HELP
}
