package tw.shouwang.api.guidance;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Gives advice its words.
@Singleton
class GuidanceFetchers implements SchemaSlice {

  private final Messages messages = Messages.of("guidance");

  @Override
  public String name() {
    return "guidance";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "ChannelAdvice",
        type ->
            type.dataFetcher("title", environment -> words(environment, "title"))
                .dataFetcher("why", environment -> words(environment, "why"))
                .dataFetcher("textLanguage", this::textLanguage));
  }

  private String words(DataFetchingEnvironment environment, String part) {
    ChannelAdvice advice = advice(environment);
    return messages.text(
        language(environment),
        "advice." + advice.code() + "." + part,
        Map.of("hours", Objects.requireNonNullElse(advice.deadlineHours(), 0)));
  }

  private Language textLanguage(DataFetchingEnvironment environment) {
    String key = "advice." + advice(environment).code() + ".title";
    Language asked = language(environment);
    if (messages.keys(asked).contains(key)) {
      return asked;
    }
    return messages.keys(Language.EN).contains(key) ? Language.EN : Language.ZH_TW;
  }

  private static ChannelAdvice advice(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<ChannelAdvice>getSource());
  }

  private static Language language(DataFetchingEnvironment environment) {
    Language argument = environment.getArgument("language");
    return RequestContext.of(environment).languageOr(argument);
  }
}
