package tw.shouwang.api.cases.records;

/// Who sent a case, as coarse as statistics need. The exact kind is sealed, because it could
/// identify one of fifty people.
public enum SenderGroup {
  COMMUNITY_POINT,
  FAMILY_GATEKEEPER,
  PROFESSIONAL,
  PRIVATE
}
