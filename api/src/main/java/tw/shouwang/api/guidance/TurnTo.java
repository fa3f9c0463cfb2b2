package tw.shouwang.api.guidance;

import tw.shouwang.api.directory.entries.ResourceKind;

/// The target of a rule; it is looked up in the directory on each request.
sealed interface TurnTo {

  /// One entry. A city's entry is left out in other cities.
  record Line(String key) implements TurnTo {}

  /// The entries of one kind for the asker's district.
  record InDistrict(ResourceKind kind) implements TurnTo {}

  /// 110, 119, 113 and 1925, with the text channels of the asker's area.
  record EmergencyNumbers() implements TurnTo {}
}
