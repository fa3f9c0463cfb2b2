package tw.shouwang.i18n;

/// What a message is used for, where that sets it apart. Written beside the messages of a slice, in
/// `messages/<slice>.tags`.
public enum MessageTag {
  /// Read by somebody in danger or despair, or by whoever helps them: a wrong word may harm.
  CRISIS,
  /// Shown as a push, where phones cut what is longer than [#PUSH_LIMIT].
  PUSH,
  /// Stands on a button or a small label, at most [#BUTTON_LIMIT] long.
  BUTTON,
  /// May be the same in several languages: a name, a form without words.
  SAME;

  /// The longest push, in user-perceived characters.
  public static final int PUSH_LIMIT = 110;

  /// The longest label, in user-perceived characters.
  public static final int BUTTON_LIMIT = 30;
}
