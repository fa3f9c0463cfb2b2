package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.Set;

/// A sign that somebody noticed or reported, as far as it decides whom to turn to. The guide asks
/// for most of them; the last ones come only from a form's topics.
enum Sign {
  IMMEDIATE_DANGER,
  CHILD_INVOLVED,
  OLDER_PERSON_INVOLVED,
  VIOLENCE,
  SEXUAL_VIOLENCE,
  SELF_HARM,
  SUICIDAL_THOUGHTS,
  MENTAL_ILLNESS,
  VIOLENT_WHILE_ILL,
  SUBSTANCE_USE,
  FRIGHTENING_CONDUCT,
  HARDSHIP_OR_WEAK_CARE,
  CARE_BURDEN,
  PARENTING_CONFLICT,
  YOUTH_BEHAVIOUR,
  UNEMPLOYMENT,
  ON_CAMPUS,
  SCHOOL_MALADJUSTMENT,
  OTHER_CHANNELS_FAILED,

  /// The form's topic says that a child is harmed.
  CHILD_HARMED,
  /// The form's topic says that an adult is harmed, whether a child is involved or not.
  ADULT_HARMED,
  /// The form's topic says that an older person is harmed.
  OLDER_PERSON_HARMED,
  /// Trouble in a neighbourhood without danger to anybody.
  NEIGHBOURHOOD_TROUBLE,
  /// The sender does not know which topic fits.
  NOT_SURE;

  private static final Set<Sign> SAFETY =
      EnumSet.of(
          IMMEDIATE_DANGER,
          VIOLENCE,
          SEXUAL_VIOLENCE,
          SELF_HARM,
          SUICIDAL_THOUGHTS,
          MENTAL_ILLNESS,
          VIOLENT_WHILE_ILL,
          FRIGHTENING_CONDUCT,
          CHILD_HARMED,
          ADULT_HARMED,
          OLDER_PERSON_HARMED);

  boolean isAsked() {
    return compareTo(CHILD_HARMED) < 0;
  }

  /// Whether somebody may be in danger, so that the emergency numbers come first.
  boolean concernsSafety() {
    return SAFETY.contains(this);
  }
}
