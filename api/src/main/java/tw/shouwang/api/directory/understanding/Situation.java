package tw.shouwang.api.directory.understanding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What may happen to a person. The first ten are crises, the gravest first; the others are needs.
public enum Situation {
  DANGER_NOW,
  FIRE_MEDICAL,
  HOME_VIOLENCE,
  CHILD_HARM,
  ELDER_HARM,
  SEXUAL_VIOLENCE,
  IMAGE_ABUSE,
  SUICIDE,
  STALKING,
  FORCED_LABOUR,
  FOOD_MONEY,
  DEBT,
  JOB_LOSS,
  CARE,
  DISABILITY,
  MENTAL_HEALTH,
  ALCOHOL_DRUGS,
  GAMBLING,
  BULLYING_SCHOOL,
  YOUTH,
  MIGRANT_WORK,
  MIGRANT_LIFE,
  PREGNANCY,
  PARENTING,
  LEGAL,
  HOMELESS,
  NEIGHBOURHOOD,
  SCAM,
  LGBT,
  DIVORCE_FAMILY,
  LONELINESS;

  private final String code = name().toLowerCase(Locale.ROOT);

  /// Its name in files: `home_violence`.
  public String code() {
    return code;
  }

  /// Whether crisis lines have to come first.
  public boolean isCrisis() {
    return compareTo(FORCED_LABOUR) <= 0;
  }

  /// The situation with this code; empty for a code that this release does not know.
  public static Optional<Situation> ofCode(String code) {
    return Arrays.stream(values()).filter(situation -> situation.code.equals(code)).findFirst();
  }
}
