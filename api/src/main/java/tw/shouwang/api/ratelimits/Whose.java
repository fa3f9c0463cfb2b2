package tw.shouwang.api.ratelimits;

/// Who a limit counts for, which also decides where it is counted. Addresses are counted only in a
/// node's memory, under a salt of the day. The others are counted in PostgreSQL for all nodes,
/// because none of them identifies a sender or a place.
public enum Whose {
  /// An address or, in the staff schema, a member of staff.
  CALLER,
  /// A member of staff, by the identity provider's name for them.
  MEMBER,
  /// A dispatch centre.
  CENTRE,
  /// All callers together.
  EVERYBODY
}
