package tw.shouwang.api.guidance;

/// A sign that somebody noticed, as far as it decides whom to turn to.
enum Sign {
  IMMEDIATE_DANGER,
  CHILD_INVOLVED,
  VIOLENCE,
  SEXUAL_VIOLENCE,
  SELF_HARM,
  MENTAL_ILLNESS,
  HARDSHIP_OR_WEAK_CARE,
  ON_CAMPUS,
  SCHOOL_MALADJUSTMENT,
  OTHER_CHANNELS_FAILED
}
