package tw.shouwang.i18n;

/// A special use of a message. Tags are listed beside the messages of a slice, in
/// `messages/<slice>.tags`.
public enum MessageTag {
  /// Read by people in danger or despair, or by their helpers: a wrong word may harm.
  CRISIS,
  /// Shown as a push; phones cut a text longer than [#PUSH_LIMIT].
  PUSH,
  /// Shown on a button or a small label, at most [#BUTTON_LIMIT] long.
  BUTTON,
  /// May be the same text in several languages, such as a name.
  SAME;

  /// The longest push, in user-perceived characters.
  public static final int PUSH_LIMIT = 110;

  /// The longest label, in user-perceived characters.
  public static final int BUTTON_LIMIT = 30;
}
