package tw.shouwang.api.guidance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;

/// The guide's rows as data, for devices without a network. Nobody is advised by them yet, so no
/// view is counted.
@Singleton
class GuideRowsSlice implements SchemaSlice {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final ChannelGuide guide;
  private final GuidanceFetchers words;

  GuideRowsSlice(ChannelGuide guide, GuidanceFetchers words) {
    this.guide = guide;
    this.words = words;
  }

  /// The GraphQL type of the same name.
  ///
  /// @param advice the row's advice for the whole country and for nobody in particular
  record GuideRow(ChannelAdvice advice, boolean crisis, List<Condition> conditions) {

    String code() {
      return advice.code();
    }

    List<Resource> resources() {
      return advice.resources();
    }
  }

  /// A `GuideCondition` of the schema.
  record Condition(List<String> all, List<String> none) {

    private static Condition of(GuideCondition condition) {
      return new Condition(fields(condition.all()), fields(condition.none()));
    }

    private static List<String> fields(Set<Sign> signs) {
      return signs.stream().sorted().map(Choice::field).toList();
    }
  }

  @Override
  public String name() {
    return "guide-rows";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Query", type -> type.dataFetcher("guideRows", this::rows));
    wiring.type(
        "GuideRow",
        type ->
            type.dataFetcher("title", row -> words.title(row, advice(row)).text())
                .dataFetcher("why", row -> words.why(row, advice(row)).text())
                .dataFetcher("textLanguage", row -> words.why(row, advice(row)).language()));
  }

  private List<GuideRow> rows(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(LONGEST));
    return Stream.concat(GuideRules.ROWS.stream(), Stream.of(GuideRules.START))
        .map(this::row)
        .filter(row -> !row.conditions().isEmpty())
        .toList();
  }

  private GuideRow row(GuideRule rule) {
    return new GuideRow(
        guide.forEverybody(rule),
        rule.crisis(),
        rule.when().stream().filter(GuideCondition::isAsked).map(Condition::of).toList());
  }

  private static ChannelAdvice advice(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<GuideRow>getSource()).advice();
  }
}
