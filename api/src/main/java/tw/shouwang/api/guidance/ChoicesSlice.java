package tw.shouwang.api.guidance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The choices of forms, guide and filters in words, so that no app translates them anew.
@Singleton
class ChoicesSlice implements SchemaSlice {

  private static final Duration LONGEST = Duration.ofHours(1);

  /// The gravest first. The enum is the cases', which the guide does not know.
  private static final List<String> URGENCIES = List.of("IMMEDIATE_DANGER", "URGENT", "ROUTINE");

  private static final Messages NAMES = Messages.of("names");

  /// The GraphQL type of the same name.
  record Choices(
      List<Choice> topics,
      List<Choice> urgencies,
      List<Choice> indicators,
      List<Choice> signs,
      List<Choice> gatekeeperKinds,
      List<Choice> resourceKinds,
      List<Choice> networks,
      List<Choice> contactKinds,
      List<Choice> personalContactKinds) {

    static final Choices ALL =
        new Choices(
            Choice.of(Topic.values(), NAMES, "topic", "topic"),
            Choice.of(URGENCIES, Function.identity(), "urgency"),
            Choice.of(Arrays.asList(ReportIndicator.values()), Enum::name, "indicator"),
            Choice.of(
                Arrays.stream(Sign.values()).filter(Sign::isAsked).toList(), Choice::field, "sign"),
            Choice.of(GatekeeperKind.values(), Messages.of("guidance"), "gatekeeper", "gatekeeper"),
            Choice.of(ResourceKind.values(), NAMES, "kind", "kind"),
            Choice.of(Network.values(), NAMES, "network", "network"),
            Choice.of(ContactKind.values(), Messages.of("directory"), "kind", "contact"),
            Choice.of(
                ContactKind.PERSONAL.toArray(ContactKind[]::new),
                Messages.of("directory"),
                "kind",
                "contact"));
  }

  @Override
  public String name() {
    return "choices";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Query", type -> type.dataFetcher("choices", ChoicesSlice::choices));
    wiring.type(
        "Choice",
        type ->
            type.dataFetcher("name", environment -> choice(environment).name(language(environment)))
                .dataFetcher(
                    "explanation",
                    environment -> choice(environment).explanation(language(environment))));
  }

  /// The same for everybody, because the texts change only with a release.
  private static Choices choices(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(LONGEST));
    return Choices.ALL;
  }

  private static Choice choice(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Choice>getSource());
  }

  private static Language language(DataFetchingEnvironment environment) {
    Language argument = environment.getArgument("language");
    return RequestContext.of(environment).languageOr(argument);
  }
}
