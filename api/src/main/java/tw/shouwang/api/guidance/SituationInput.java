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
    @Nullable Boolean olderPersonInvolved,
    @Nullable Boolean suicidalThoughts,
    @Nullable Boolean violentWhileIll,
    @Nullable Boolean substanceUse,
    @Nullable Boolean frighteningConduct,
    @Nullable Boolean careBurden,
    @Nullable Boolean parentingConflict,
    @Nullable Boolean youthBehaviour,
    @Nullable Boolean unemployment,
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
    add(signs, Sign.OLDER_PERSON_INVOLVED, olderPersonInvolved);
    add(signs, Sign.SUICIDAL_THOUGHTS, suicidalThoughts);
    add(signs, Sign.VIOLENT_WHILE_ILL, violentWhileIll);
    add(signs, Sign.SUBSTANCE_USE, substanceUse);
    add(signs, Sign.FRIGHTENING_CONDUCT, frighteningConduct);
    add(signs, Sign.CARE_BURDEN, careBurden);
    add(signs, Sign.PARENTING_CONFLICT, parentingConflict);
    add(signs, Sign.YOUTH_BEHAVIOUR, youthBehaviour);
    add(signs, Sign.UNEMPLOYMENT, unemployment);
    return new AskedSituation(signs, area, gatekeeperKind);
  }

  private static void add(Set<Sign> signs, Sign sign, @Nullable Boolean there) {
    if (Boolean.TRUE.equals(there)) {
      signs.add(sign);
    }
  }
}
