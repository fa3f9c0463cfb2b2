package tw.shouwang.api.guidance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.Topic;

/// Which channels to name to a sender, from a plain table: one row a topic, and the statutory duty
/// to report where the law names the sender's profession.
@Singleton
public class Guidance {

  /// Who must report the ill-treatment of a child at once and within 24 hours (Protection of
  /// Children and Youths Welfare and Rights Act, article 53).
  private static final Set<GatekeeperKind> OBLIGED_FOR_CHILDREN =
      EnumSet.of(
          GatekeeperKind.CLINIC,
          GatekeeperKind.PHARMACY,
          GatekeeperKind.TEACHER,
          GatekeeperKind.CHILDMINDER);

  /// Who besides must report a family that cannot care for its children (the same Act, article 54);
  /// the law states no hours.
  private static final Set<GatekeeperKind> OBLIGED_FOR_FAMILIES =
      EnumSet.of(
          GatekeeperKind.CLINIC,
          GatekeeperKind.PHARMACY,
          GatekeeperKind.TEACHER,
          GatekeeperKind.CHILDMINDER,
          GatekeeperKind.BOROUGH_OR_NEIGHBOURHOOD_CHIEF,
          GatekeeperKind.APARTMENT_BUILDING,
          GatekeeperKind.HOUSING_MANAGER);

  private static final int CHILD_PROTECTION_HOURS = 24;

  /// The ministry's online report, which the entry of 113 carries among its contacts.
  private static final String PROTECTION_LINE = "tw.hotline.113";

  private final Directory directory;

  Guidance(Directory directory) {
    this.directory = directory;
  }

  /// The channels for one case, the statutory one first.
  public List<ChannelAdvice> advice(
      Topic topic,
      @Nullable Boolean childInvolved,
      @Nullable GatekeeperKind kind,
      @Nullable String areaCode) {
    List<ChannelAdvice> advice = new ArrayList<>();
    statutory(topic, Boolean.TRUE.equals(childInvolved), kind, areaCode).ifPresent(advice::add);
    if (advice.isEmpty() || topic != Topic.CHILD_PROTECTION) {
      advice.add(row(topic.name(), false, null, TopicTable.resources(topic), areaCode));
    }
    return advice;
  }

  /// Whom to turn to where no centre of this service is.
  public List<ChannelAdvice> whereNotServed() {
    return List.of(
        row("NOT_SERVED", false, null, List.of(PROTECTION_LINE, "tw.hotline.1957"), null));
  }

  /// Whether the emergency numbers come first for this topic, however urgent it is said to be.
  public boolean concernsSafety(Topic topic) {
    return switch (topic) {
      case CHILD_PROTECTION,
          DOMESTIC_VIOLENCE,
          SEXUAL_ASSAULT,
          ELDER_PROTECTION,
          MENTAL_SUBSTANCE_SUICIDE,
          COMMUNITY_SAFETY ->
          true;
      case ECONOMIC,
          CARE_ARRANGEMENT,
          PARENTING,
          SCHOOLING,
          EMPLOYMENT,
          YOUTH_BEHAVIOUR,
          CARE_BURDEN,
          OTHER ->
          false;
    };
  }

  private Optional<ChannelAdvice> statutory(
      Topic topic, boolean childInvolved, @Nullable GatekeeperKind kind, @Nullable String area) {
    boolean protection =
        topic == Topic.CHILD_PROTECTION
            || (childInvolved
                && (topic == Topic.DOMESTIC_VIOLENCE || topic == Topic.SEXUAL_ASSAULT));
    if (protection) {
      boolean obliged = kind != null && OBLIGED_FOR_CHILDREN.contains(kind);
      return Optional.of(
          obliged
              ? row(
                  "CHILD_PROTECTION_DUTY",
                  true,
                  CHILD_PROTECTION_HOURS,
                  List.of(PROTECTION_LINE),
                  area)
              : row("CHILD_PROTECTION", false, null, List.of(PROTECTION_LINE), area));
    }
    if (kind != null && OBLIGED_FOR_FAMILIES.contains(kind) && isVulnerableFamily(topic)) {
      return Optional.of(row("VULNERABLE_FAMILY_DUTY", true, null, List.of(PROTECTION_LINE), area));
    }
    return Optional.empty();
  }

  private static boolean isVulnerableFamily(Topic topic) {
    return switch (topic) {
      case ECONOMIC, CARE_ARRANGEMENT, PARENTING, CARE_BURDEN -> true;
      case SCHOOLING,
          EMPLOYMENT,
          MENTAL_SUBSTANCE_SUICIDE,
          YOUTH_BEHAVIOUR,
          CHILD_PROTECTION,
          DOMESTIC_VIOLENCE,
          SEXUAL_ASSAULT,
          ELDER_PROTECTION,
          COMMUNITY_SAFETY,
          OTHER ->
          false;
    };
  }

  private ChannelAdvice row(
      String code,
      boolean legalDuty,
      @Nullable Integer hours,
      List<String> keys,
      @Nullable String areaCode) {
    return new ChannelAdvice(code, legalDuty, hours, directory.resources(keys, areaCode));
  }
}
