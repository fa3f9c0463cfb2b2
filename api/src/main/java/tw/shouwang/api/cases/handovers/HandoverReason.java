package tw.shouwang.api.cases.handovers;

/// Why a neighbour opens no case or returns one. An enum, because free text beside a case would
/// describe a person in clear. The names are those of the GraphQL enum.
public enum HandoverReason {
  /// It looked into it and there is no need.
  NO_NEED,
  /// It is not what the office is there for.
  NOT_ITS_TASK,
  /// It has a case already.
  KNOWN_ALREADY,
  /// The person or place could not be found.
  NOT_FOUND,
  /// Too little is known to do anything.
  TOO_LITTLE_KNOWN,
  /// It is for another county.
  OTHER_COUNTY,
  OTHER
}
