package tw.shouwang.api.cases;

/// By which form a case was opened.
public enum Form {
  CONCERN,
  HELP
}
