package tw.shouwang.api.figures;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText;
import tw.shouwang.i18n.Messages;

/// The published figures in the public schema.
@Singleton
@Requires(condition = InPublicProcess.class)
class FiguresSlice implements SchemaSlice {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final PublishedMonths months;
  private final Directory directory;
  private final JsonMapper json;
  private final Messages words = Messages.of("figures");
  private final Messages names = Messages.of("names");

  FiguresSlice(PublishedMonths months, Directory directory, JsonMapper json) {
    this.months = months;
    this.directory = directory;
    this.json = json;
  }

  /// A centre's month.
  record CentreMonth(String centre, LocalDate month, MonthFigures figures) {}

  @Override
  public String name() {
    return "published-figures";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Query", type -> type.dataFetcher("publishedFigures", this::published));
    wiring.type(
        "PublishedFigures",
        type ->
            type.dataFetcher("centreName", environment -> centreName(environment).text())
                .dataFetcher(
                    "centreNameLanguage", environment -> centreName(environment).language())
                .dataFetcher("monthName", this::monthName)
                .dataFetcher("cases", environment -> figures(environment).cases())
                .dataFetcher(
                    "assignedWithinDay", environment -> figures(environment).assignedWithinDay())
                .dataFetcher("gradedSameDay", environment -> figures(environment).gradedSameDay())
                .dataFetcher("filtered", environment -> figures(environment).filtered())
                .dataFetcher("repeats", environment -> figures(environment).repeats())
                .dataFetcher(
                    "acknowledgedMedianMinutes",
                    environment -> figures(environment).acknowledgedMedianMinutes())
                .dataFetcher(
                    "acknowledgedP95Minutes",
                    environment -> figures(environment).acknowledgedP95Minutes())
                .dataFetcher("guideViews", environment -> figures(environment).guideViews())
                .dataFetcher(
                    "helpingStepsViews", environment -> figures(environment).helpingStepsViews())
                .dataFetcher(
                    "suicidePreventionViews",
                    environment -> figures(environment).suicidePreventionViews())
                .dataFetcher("mix", environment -> figures(environment).mix()));
    wiring.type("PublishedDistrict", type -> type.dataFetcher("area", this::area));
    wiring.type("PublishedTopic", type -> type.dataFetcher("name", this::topicName));
  }

  /// Null, and not cached, while the database has not answered yet.
  private @Nullable List<CentreMonth> published(DataFetchingEnvironment environment) {
    Optional<List<PublishedMonth>> rows = months.rows();
    if (rows.isEmpty()) {
      return null;
    }
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(LONGEST));
    return rows.get().stream()
        .map(row -> new CentreMonth(row.centre(), row.month(), read(row.figures())))
        .toList();
  }

  private MonthFigures read(String figures) {
    try {
      return Objects.requireNonNull(json.readValue(figures, MonthFigures.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LocalizedText.InLanguage centreName(DataFetchingEnvironment environment) {
    String code = month(environment).centre();
    Language language = language(environment);
    return directory
        .centre(code)
        .map(Centre::name)
        .map(name -> name.in(language))
        .orElseGet(() -> new LocalizedText.InLanguage(code, language));
  }

  private String monthName(DataFetchingEnvironment environment) {
    return words.text(
        language(environment), "page.month", Map.of("month", month(environment).month()));
  }

  private @Nullable Area area(DataFetchingEnvironment environment) {
    MonthFigures.DistrictFigures district = Objects.requireNonNull(environment.getSource());
    return directory.area(district.areaCode()).orElse(null);
  }

  private String topicName(DataFetchingEnvironment environment) {
    MonthFigures.TopicCases topic = Objects.requireNonNull(environment.getSource());
    return names.text(language(environment), "topic." + topic.topic());
  }

  private static CentreMonth month(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.getSource());
  }

  private static MonthFigures figures(DataFetchingEnvironment environment) {
    return month(environment).figures();
  }

  private static Language language(DataFetchingEnvironment environment) {
    return RequestContext.of(environment).languageOr(environment.getArgument("language"));
  }
}
