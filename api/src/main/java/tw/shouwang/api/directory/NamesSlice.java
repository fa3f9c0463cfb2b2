package tw.shouwang.api.directory;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.view.LanguageHelp;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;
import tw.shouwang.i18n.SpokenLanguages;

/// The names of kinds, networks and topics for readers, and how a line answers in the caller's
/// language.
@Singleton
class NamesSlice implements SchemaSlice {

  private final Messages messages = Messages.of("names");
  private final SpokenLanguages spoken = new SpokenLanguages(messages);
  private final LanguageHelp help;

  NamesSlice(LanguageHelp help) {
    this.help = help;
  }

  @Override
  public String name() {
    return "names";
  }

  @Override
  public Set<String> schemas() {
    return Set.of(PUBLIC, "staff");
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Resource",
        type ->
            type.dataFetcher("kindName", this::kindName)
                .dataFetcher("networkName", this::networkName)
                .dataFetcher("topicNames", this::topicNames)
                .dataFetcher("languageNames", this::languageNames)
                .dataFetcher("languageHelp", this::languageHelp));
  }

  private String kindName(DataFetchingEnvironment environment) {
    return messages.text(language(environment), "kind." + resource(environment).kind());
  }

  private @Nullable String networkName(DataFetchingEnvironment environment) {
    Network network = resource(environment).network();
    return network == null ? null : messages.text(language(environment), "network." + network);
  }

  private List<String> topicNames(DataFetchingEnvironment environment) {
    return resource(environment).topics().stream()
        .map(topic -> messages.text(language(environment), "topic." + topic))
        .toList();
  }

  private List<String> languageNames(DataFetchingEnvironment environment) {
    return resource(environment).languages().stream()
        .map(tag -> spoken.name(tag, language(environment)))
        .toList();
  }

  private @Nullable String languageHelp(DataFetchingEnvironment environment) {
    String asked = environment.getArgument("spoken");
    List<String> spoken = asked == null ? RequestContext.of(environment).spoken() : List.of(asked);
    return spoken.stream()
        .flatMap(tag -> help.how(resource(environment), tag, language(environment)).stream())
        .findFirst()
        .orElse(null);
  }

  private static Language language(DataFetchingEnvironment environment) {
    Language argument = environment.getArgument("language");
    return RequestContext.of(environment).languageOr(argument);
  }

  private static Resource resource(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Resource>getSource());
  }
}
