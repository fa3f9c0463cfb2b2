package tw.shouwang.api.intake.routing;

import java.util.List;
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
/// - School and work: Taipei's own offices for them.
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

  private DefaultRouting() {}

  static List<RoutingRule> of(String centre) {
    boolean taipei = centre.equals("tpe");
    String mental = taipei ? "tpe.cmhc" : "MENTAL_HEALTH_CENTRE";
    String protection = centre + ".dvc";
    List<RoutingRule> common =
        List.of(
            RoutingRule.of(PROTECTION, MENTAL, protection).beside(mental),
            RoutingRule.of(PROTECTION, List.of(), protection).having(TOLD_APART).beside(mental),
            RoutingRule.of(PROTECTION, List.of(), protection),
            RoutingRule.of(MENTAL, List.of(), mental),
            RoutingRule.of(List.of(), List.of(), mental).having(TOLD_APART));
    List<RoutingRule> own =
        taipei
            ? List.of(
                single(Topic.SCHOOLING, "tpe.student-counselling"),
                single(Topic.EMPLOYMENT, "tpe.employment"))
            : List.of();
    return java.util.stream.Stream.of(common, own, List.of(RoutingRule.otherwise("WELFARE_CENTRE")))
        .flatMap(List::stream)
        .toList();
  }

  /// A rule for a single topic: a family with several needs goes to the welfare centre, whatever
  /// the needs are.
  private static RoutingRule single(Topic topic, String office) {
    return new RoutingRule(
        List.of(topic), List.of(), false, List.of(), null, List.of(), office, null);
  }
}
