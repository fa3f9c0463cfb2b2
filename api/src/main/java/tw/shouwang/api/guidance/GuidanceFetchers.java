package tw.shouwang.api.guidance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.time.Duration;
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

/// The GraphQL fields of the guide, and the texts of advice and helping steps.
@Singleton
class GuidanceFetchers implements SchemaSlice {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Messages messages = Messages.of("guidance");
  private final ChannelGuide guide;

  GuidanceFetchers(ChannelGuide guide) {
    this.guide = guide;
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
                .dataFetcher("helpingSteps", this::helpingSteps));
    wiring.type(
        "ChannelAdvice",
        type ->
            type.dataFetcher("title", environment -> title(environment).text())
                .dataFetcher("why", environment -> why(environment).text())
                .dataFetcher("textLanguage", environment -> why(environment).language()));
    wiring.type(
        "HelpingStep",
        type ->
            type.dataFetcher("title", environment -> step(environment, "title").text())
                .dataFetcher("text", environment -> step(environment, "text").text())
                .dataFetcher("textLanguage", environment -> step(environment, "text").language()));
  }

  private List<ChannelAdvice> channelGuide(DataFetchingEnvironment environment) {
    whileTheDirectoryStays(environment);
    SituationInput input = Arguments.read(environment, "situation", SituationInput.class);
    String named = input.spokenLanguage();
    return guide.advise(
        input.situation(),
        named == null ? RequestContext.of(environment).spoken() : List.of(named));
  }

  private List<HelpingStep> helpingSteps(DataFetchingEnvironment environment) {
    whileTheDirectoryStays(environment);
    return HelpingStep.ALL;
  }

  /// Lets the answer be cached for everybody: rules and texts change only with a release, and the
  /// directory's version ends a cached answer.
  private static void whileTheDirectoryStays(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(LONGEST));
  }

  private InLanguage title(DataFetchingEnvironment environment) {
    return words(environment, "advice." + advice(environment).code() + ".title", Map.of());
  }

  private InLanguage why(DataFetchingEnvironment environment) {
    ChannelAdvice advice = advice(environment);
    String key = "advice." + advice.code() + ".why";
    List<String> keys = new ArrayList<>();
    if (advice.legalDuty()) {
      keys.add(key + ".obliged");
    } else if (messages.has(key + ".helper")) {
      if (advice.asker() != Asker.HELPER) {
        keys.add(key);
      }
      if (advice.asker() != Asker.SELF) {
        keys.add(key + ".helper");
      }
    } else {
      keys.add(key);
    }
    if (advice.mayBeObliged()) {
      keys.add("advice.duty.perhaps");
    }
    Map<String, Integer> hours =
        Map.of("hours", Objects.requireNonNullElse(advice.deadlineHours(), 0));
    List<InLanguage> parts = keys.stream().map(each -> words(environment, each, hours)).toList();
    return new InLanguage(
        parts.stream().map(InLanguage::text).collect(Collectors.joining("\n")),
        parts.getFirst().language());
  }

  private InLanguage step(DataFetchingEnvironment environment, String part) {
    HelpingStep step = Objects.requireNonNull(environment.<HelpingStep>getSource());
    return words(environment, "step." + step.code() + "." + part, Map.of());
  }

  private InLanguage words(
      DataFetchingEnvironment environment, String key, Map<String, ?> arguments) {
    Language argument = environment.getArgument("language");
    Language language = RequestContext.of(environment).languageOr(argument);
    return messages.in(language, key, arguments);
  }

  private static ChannelAdvice advice(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<ChannelAdvice>getSource());
  }
}
