package tw.shouwang.api.directory.view;

import tw.shouwang.api.directory.hours.AvailabilityState;

/// How well a line answers a person at one instant, the best first.
public enum Answering {
  IN_THEIR_LANGUAGE,
  PERHAPS_IN_THEIR_LANGUAGE,
  IN_ANOTHER_LANGUAGE,
  PERHAPS_IN_ANOTHER_LANGUAGE,
  LATER_IN_THEIR_LANGUAGE,
  LATER_IN_ANOTHER_LANGUAGE;

  static Answering of(AvailabilityState state, boolean theirs) {
    return switch (state) {
      case OPEN -> theirs ? IN_THEIR_LANGUAGE : IN_ANOTHER_LANGUAGE;
      case UNKNOWN -> theirs ? PERHAPS_IN_THEIR_LANGUAGE : PERHAPS_IN_ANOTHER_LANGUAGE;
      case CLOSED -> theirs ? LATER_IN_THEIR_LANGUAGE : LATER_IN_ANOTHER_LANGUAGE;
    };
  }
}
