package tw.shouwang.api.cases.records;

/// Who sent a case, as coarsely as statistics need it. The exact kind is sealed: it would name one
/// of fifty people.
public enum SenderGroup {
  COMMUNITY_POINT,
  FAMILY_GATEKEEPER,
  PROFESSIONAL,
  PRIVATE
}
