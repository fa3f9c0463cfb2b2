package tw.shouwang.api.intake.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tw.shouwang.api.directory.entries.Topic;

/// The table that comes with the service, from the two cities' and the ministry's own plans.
///
/// - Protection, alone or with other needs: the centre against domestic violence leads (New Taipei,
///   2021). With mental illness, addiction or thoughts of suicide, the mental health centre is
///   proposed as a second office: for an offender who is ill (national plan, slide on compound
///   cases), and for a victim with thoughts of suicide. Neither goes to the mental health centre
///   alone.
/// - Mental illness, addiction or suicide without violence: the health bureau, represented in the
///   directory by its community mental health centre.
/// - School and work: the county's own offices for them, if it has any. Harm on a campus: the
///   centre for school safety.
/// - A young person's behaviour: the youth guidance committee, with the welfare centre beside it.
/// - A frightened or disturbed neighbourhood: the district office, with the welfare centre beside
///   it (the plan's ladder begins there).
/// - Everything else, above all families in need: the district's welfare centre.
final class DefaultRouting {

  private static final List<Topic> PROTECTION =
      List.of(
          Topic.CHILD_PROTECTION,
          Topic.DOMESTIC_VIOLENCE,
          Topic.SEXUAL_ASSAULT,
          Topic.ELDER_PROTECTION);
  private static final List<Topic> MENTAL = List.of(Topic.MENTAL_SUBSTANCE_SUICIDE);

  /// The three things that the topic combines, for forms that ask for them separately.
  private static final List<String> TOLD_APART =
      List.of("SUICIDAL_THOUGHTS", "SUBSTANCE_USE", "VIOLENT_WHILE_ILL");

  private static final List<String> HARM = List.of("HARM_ACT", "HARM_THREAT");

  private DefaultRouting() {}

  /// @param protection the entry that leads protection cases
  /// @param inUse whether the directory has an entry with this key to which people may be sent
  static List<RoutingRule> of(String centre, String protection, Predicate<String> inUse) {
    String mental = own(centre, "cmhc", inUse).orElse(OfficeKind.MENTAL_HEALTH_CENTRE.name());
    String welfare = OfficeKind.WELFARE_CENTRE.name();
    Optional<String> students = own(centre, "student-counselling", inUse);
    List<RoutingRule> rules = new ArrayList<>();
    rules.add(RoutingRule.of(PROTECTION, MENTAL, protection).beside(mental));
    rules.add(RoutingRule.of(PROTECTION, List.of(), protection).having(TOLD_APART).beside(mental));
    rules.add(RoutingRule.of(PROTECTION, List.of(), protection));
    rules.add(RoutingRule.of(MENTAL, List.of(), mental));
    rules.add(RoutingRule.of(List.of(), List.of(), mental).having(TOLD_APART));
    RoutingRule campus =
        RoutingRule.of(List.of(Topic.SCHOOLING), List.of(), OfficeKind.SCHOOL_SAFETY_CENTRE.name());
    RoutingRule withHarm = campus.having(HARM);
    rules.add(students.map(withHarm::beside).orElse(withHarm));
    students.ifPresent(office -> rules.add(single(Topic.SCHOOLING, office)));
    own(centre, "employment", inUse)
        .ifPresent(office -> rules.add(single(Topic.EMPLOYMENT, office)));
    rules.add(
        single(Topic.YOUTH_BEHAVIOUR, OfficeKind.YOUTH_GUIDANCE_COMMITTEE.name()).beside(welfare));
    rules.add(single(Topic.COMMUNITY_SAFETY, OfficeKind.DISTRICT_OFFICE.name()).beside(welfare));
    rules.add(RoutingRule.otherwise(welfare));
    return List.copyOf(rules);
  }

  /// The centre's one office for all its districts, if it has one.
  private static Optional<String> own(String centre, String office, Predicate<String> inUse) {
    return Optional.of(centre + "." + office).filter(inUse);
  }

  /// A rule for a single topic: a family with several needs goes to the welfare centre, whatever
  /// the needs are.
  private static RoutingRule single(Topic topic, String office) {
    return new RoutingRule(
        List.of(topic), List.of(), false, List.of(), null, List.of(), office, null);
  }
}
