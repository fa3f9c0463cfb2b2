package tw.shouwang.i18n;

/// How far a message may be relied on.
public enum ReviewState {
  /// Written in Traditional Chinese, from which the others are translated.
  MASTER,
  /// A translation that no native speaker has confirmed, or that changed since one did.
  DRAFT,
  /// A translation that a native speaker confirmed as it stands today.
  REVIEWED
}
