package tw.shouwang.i18n;

/// The review state of a message.
public enum ReviewState {
  /// Written in Traditional Chinese, from which the others are translated.
  MASTER,
  /// A translation that no native speaker has confirmed, or that changed since then.
  DRAFT,
  /// A translation that a native speaker confirmed in its present form.
  REVIEWED
}
