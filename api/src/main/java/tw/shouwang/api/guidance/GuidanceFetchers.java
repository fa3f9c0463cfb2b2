package tw.shouwang.api.guidance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LocalizedText.InLanguage;
import tw.shouwang.i18n.Messages;

/// Translates between the schema and the guide, and gives advice and helping steps their words.
@Singleton
class GuidanceFetchers implements SchemaSlice {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Messages messages = Messages.of("guidance");
  private final ChannelGuide guide;
  private final ViewCounter views;

  GuidanceFetchers(ChannelGuide guide, ViewCounter views) {
    this.guide = guide;
    this.views = views;
  }

  @Override
  public String name() {
    return "guidance";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Query",
        type ->
            type.dataFetcher("channelGuide", this::channelGuide)
                .dataFetcher("dutiesByKind", GuidanceFetchers::dutiesByKind)
                .dataFetcher("helpingSteps", this::helpingSteps));
    wiring.type(
        "ChannelAdvice",
        type ->
            type.dataFetcher("title", environment -> title(environment).text())
                .dataFetcher("why", environment -> why(environment).text())
                .dataFetcher("textLanguage", environment -> why(environment).language()));
    wiring.type(
        "ReportingDuty",
        type ->
            type.dataFetcher("law", environment -> dutyWords(environment).law().text())
                .dataFetcher("text", environment -> dutyWords(environment).text().text())
                .dataFetcher(
                    "textLanguage", environment -> dutyWords(environment).text().language()));
    wiring.type(
        "KindDuties",
        type ->
            type.dataFetcher("text", environment -> dutiesInWords(environment).text())
                .dataFetcher("textLanguage", environment -> dutiesInWords(environment).language()));
    wiring.type(
        "HelpingStep",
        type ->
            type.dataFetcher("title", environment -> step(environment, "title").text())
                .dataFetcher("text", environment -> step(environment, "text").text())
                .dataFetcher("textLanguage", environment -> step(environment, "text").language()));
  }

  private List<ChannelAdvice> channelGuide(DataFetchingEnvironment environment) {
    RequestContext context = RequestContext.of(environment);
    // Lines that answer come first, and this can change on every whole minute.
    CacheHint.publicUntil(
        environment, context.instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)));
    SituationInput input = Arguments.read(environment, "situation", SituationInput.class);
    String named = input.spokenLanguage();
    List<ChannelAdvice> advised =
        guide.advise(
            input.situation(),
            new ChannelGuide.Reader(
                named == null ? context.spoken() : List.of(named), context.instant()));
    views.countGuide(advised);
    return advised;
  }

  /// The same for everybody, because the texts change only with a release.
  private List<HelpingStep> helpingSteps(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(LONGEST));
    views.count(View.HELPING_STEPS);
    return HelpingStep.ALL;
  }

  /// The same for everybody, because the texts change only with a release.
  private static List<KindDuties> dutiesByKind(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(LONGEST));
    return KindDuties.ALL;
  }

  private InLanguage dutiesInWords(DataFetchingEnvironment environment) {
    KindDuties of = Objects.requireNonNull(environment.<KindDuties>getSource());
    return joined(new DutyWords(messages, language(environment)).of(of.duties()));
  }

  /// One a line.
  private static InLanguage joined(List<InLanguage> parts) {
    return new InLanguage(
        parts.stream().map(InLanguage::text).collect(Collectors.joining("\n")),
        parts.getFirst().language());
  }

  private InLanguage title(DataFetchingEnvironment environment) {
    return title(environment, advice(environment));
  }

  private InLanguage why(DataFetchingEnvironment environment) {
    return why(environment, advice(environment));
  }

  InLanguage title(DataFetchingEnvironment environment, ChannelAdvice advice) {
    return words(environment, "advice." + advice.code() + ".title", Map.of());
  }

  /// The reason and, for a person in a capacity, their legal duties, one a line.
  InLanguage why(DataFetchingEnvironment environment, ChannelAdvice advice) {
    String key = "advice." + advice.code() + ".why";
    List<String> keys = new ArrayList<>();
    boolean helpersOwn = messages.has(key + ".helper");
    if (!helpersOwn || advice.asker() != Asker.HELPER) {
      keys.add(key);
    }
    if (helpersOwn && advice.asker() != Asker.SELF) {
      keys.add(key + ".helper");
    }
    List<InLanguage> parts = new ArrayList<>();
    keys.forEach(each -> parts.add(words(environment, each, Map.of())));
    DutyWords duties = new DutyWords(messages, language(environment));
    parts.addAll(duties.of(advice.duties()));
    return joined(parts);
  }

  private record InWords(InLanguage law, InLanguage text) {}

  private InWords dutyWords(DataFetchingEnvironment environment) {
    ReportingDuty duty = Objects.requireNonNull(environment.<ReportingDuty>getSource());
    DutyWords words = new DutyWords(messages, language(environment));
    return new InWords(words.law(duty.duty().law()), words.of(duty));
  }

  private InLanguage step(DataFetchingEnvironment environment, String part) {
    HelpingStep step = Objects.requireNonNull(environment.<HelpingStep>getSource());
    return words(environment, step.key(part), Map.of());
  }

  private InLanguage words(
      DataFetchingEnvironment environment, String key, Map<String, ?> arguments) {
    return messages.in(language(environment), key, arguments);
  }

  private static Language language(DataFetchingEnvironment environment) {
    Language argument = environment.getArgument("language");
    return RequestContext.of(environment).languageOr(argument);
  }

  private static ChannelAdvice advice(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<ChannelAdvice>getSource());
  }
}
