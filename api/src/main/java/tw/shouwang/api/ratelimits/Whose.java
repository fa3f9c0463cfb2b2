package tw.shouwang.api.ratelimits;

/// Who a limit counts for, and with it where it is counted: an address only in a node's memory,
/// under a salt of the day; the others in PostgreSQL, for all nodes together, because nobody who
/// reports and no place is among them.
public enum Whose {
  /// An address or, in the staff schema, a member of staff.
  CALLER,
  /// A member of staff, by the identity provider's name for them.
  MEMBER,
  /// A dispatch centre.
  CENTRE,
  /// All people there are.
  EVERYBODY
}
