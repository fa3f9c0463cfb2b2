package tw.shouwang.api.cases.handovers;

/// Why a neighbour opens no case or returns one. An enum, because free text beside a case would
/// describe a person in clear. The names are those of the GraphQL enum.
public enum HandoverReason {
  /// The neighbour looked into the case and sees no need.
  NO_NEED,
  /// The case is not among the office's duties.
  NOT_ITS_TASK,
  /// The neighbour has a case about this already.
  KNOWN_ALREADY,
  /// The person or place could not be found.
  NOT_FOUND,
  /// Too little is known to do anything.
  TOO_LITTLE_KNOWN,
  /// The case belongs to another county.
  OTHER_COUNTY,
  OTHER
}
