package tw.shouwang.api.guidance;

import tw.shouwang.api.directory.entries.ResourceKind;

/// Where a rule sends people; looked up in the directory at the moment of asking.
sealed interface TurnTo {

  /// One entry. One of a city is left out elsewhere.
  record Line(String key) implements TurnTo {}

  /// The entries of one kind that serve the asker's district.
  record InDistrict(ResourceKind kind) implements TurnTo {}

  /// 110, 119, 113 and 1925, with the text channels of the asker's area.
  record EmergencyNumbers() implements TurnTo {}
}
