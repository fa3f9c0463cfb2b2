package tw.shouwang.i18n;

/// How a draft of a message with the tag [MessageTag#CRISIS] is served.
public enum CrisisDrafts {
  /// Alone, like any other message.
  PLAIN,
  /// Followed by the Traditional Chinese line and the English one, so that nobody depends on a text
  /// that no native speaker has confirmed.
  ACCOMPANIED
}
