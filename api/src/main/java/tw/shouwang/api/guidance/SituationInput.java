package tw.shouwang.api.guidance;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The GraphQL input of the same name.
record SituationInput(
    @Nullable Boolean childInvolved,
    @Nullable Boolean violence,
    @Nullable Boolean sexualViolence,
    @Nullable Boolean selfHarm,
    @Nullable Boolean mentalIllness,
    @Nullable Boolean onCampus,
    @Nullable Boolean schoolMaladjustment,
    @Nullable Boolean hardshipOrWeakCare,
    @Nullable Boolean otherChannelsFailed,
    @Nullable Boolean immediateDanger,
    @Nullable String area,
    @Nullable GatekeeperKind gatekeeperKind,
    @Nullable String spokenLanguage) {

  AskedSituation situation() {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    add(signs, Sign.IMMEDIATE_DANGER, immediateDanger);
    add(signs, Sign.CHILD_INVOLVED, childInvolved);
    add(signs, Sign.VIOLENCE, violence);
    add(signs, Sign.SEXUAL_VIOLENCE, sexualViolence);
    add(signs, Sign.SELF_HARM, selfHarm);
    add(signs, Sign.MENTAL_ILLNESS, mentalIllness);
    add(signs, Sign.HARDSHIP_OR_WEAK_CARE, hardshipOrWeakCare);
    add(signs, Sign.ON_CAMPUS, onCampus);
    add(signs, Sign.SCHOOL_MALADJUSTMENT, schoolMaladjustment);
    add(signs, Sign.OTHER_CHANNELS_FAILED, otherChannelsFailed);
    return new AskedSituation(signs, area, gatekeeperKind);
  }

  private static void add(Set<Sign> signs, Sign sign, @Nullable Boolean there) {
    if (Boolean.TRUE.equals(there)) {
      signs.add(sign);
    }
  }
}
