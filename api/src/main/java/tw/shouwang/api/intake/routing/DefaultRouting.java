package tw.shouwang.api.intake.routing;

import java.util.List;
import tw.shouwang.api.directory.entries.Topic;

/// The table that comes with the service, from the two cities' and the ministry's own plans.
///
/// - Mental illness together with domestic violence or sexual assault: the health bureau,
///   represented in the directory by its community mental health centre (national plan, slide on
///   compound cases).
/// - Protection, alone or with other needs: the centre against domestic violence leads (New Taipei,
///   2021).
/// - Mental illness, addiction, suicide: the community mental health centre.
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

  private DefaultRouting() {}

  static List<RoutingRule> of(String centre) {
    boolean taipei = centre.equals("tpe");
    String mental = taipei ? "tpe.cmhc" : "MENTAL_HEALTH_CENTRE";
    List<RoutingRule> common =
        List.of(
            RoutingRule.of(MENTAL, List.of(Topic.DOMESTIC_VIOLENCE, Topic.SEXUAL_ASSAULT), mental),
            RoutingRule.of(PROTECTION, List.of(), centre + ".dvc"),
            RoutingRule.of(MENTAL, List.of(), mental));
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
    return new RoutingRule(List.of(topic), List.of(), false, List.of(), null, List.of(), office);
  }
}
