package tw.shouwang.graphql.toy;

import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.streams.OpenStreams;
import tw.shouwang.i18n.Language;

/// The schema for this module's tests; it has no meaning of its own.
@Singleton
public final class ToySlice implements SchemaSlice {

  record Echo(
      @Nullable LocalDate day,
      @Nullable Instant at,
      @Nullable String tag,
      @Nullable Language language) {

    @Nullable String languageClass() {
      return language == null ? null : language.getClass().getSimpleName();
    }
  }

  record Odd() {

    Instant farMoment() {
      return Instant.MIN;
    }

    LocalDate farDay() {
      return LocalDate.MAX;
    }

    Object thrown() {
      return new Object() {
        @Override
        public String toString() {
          throw new IllegalStateException("MARKER");
        }
      };
    }

    String label() {
      return "GREEN";
    }

    String plain() {
      return "plain";
    }
  }

  record Dog(String name, int loudness) {}

  record Cat(String name, boolean friendly) {}

  record Tree(String name) {

    List<Tree> children() {
      return name.length() > 20 ? List.of() : List.of(new Tree(name + "l"), new Tree(name + "r"));
    }

    int heavy() {
      return name.length();
    }
  }

  record Forest(List<Tree> trees, int totalCount) {}

  enum Label {
    RED,
    BLUE,
    CRIMSON
  }

  record KeepInput(String secret, String words, List<Label> labels, @Nullable MoreInput more) {}

  record MoreInput(@Nullable Integer times) {}

  record Kept(int words, List<Label> labels, @Nullable Integer times) {}

  record NotKept(String reason) {}

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  private final Optional<ApplicationContext> context;

  @Inject
  ToySlice(ApplicationContext context) {
    this.context = Optional.of(context);
  }

  /// For use without an application.
  public ToySlice() {
    this.context = Optional.empty();
  }

  private boolean stopStreams() {
    context.ifPresent(running -> running.getBean(OpenStreams.class).endAll());
    return true;
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.scalar(
        GraphQLScalarType.newScalar().name("Secret").coercing(new SecretCoercing()).build());
    wiring.type(
        "Query",
        type ->
            type.dataFetcher("hello", env -> "Hello " + env.getArgument("name"))
                .dataFetcher("now", env -> RequestContext.of(env).instant())
                .dataFetcher("time", env -> RequestContext.of(env).instant())
                .dataFetcher("echo", ToySlice::echo)
                .dataFetcher("animals", env -> List.of(new Dog("Kuro", 7), new Cat("Mimi", false)))
                .dataFetcher("counted", this::counted)
                .dataFetcher("told", env -> String.valueOf(env.getArguments()).length())
                .dataFetcher("countedForMe", env -> count(Arguments.orDefault(env, "key", "")))
                .dataFetcher("stopStreams", env -> stopStreams())
                .dataFetcher("tree", env -> new Tree("t"))
                .dataFetcher("forest", env -> new Forest(List.of(new Tree("t")), 1))
                .dataFetcher("sum", env -> env.getArgumentOrDefault("of", List.of()).size())
                .dataFetcher("slow", env -> new CountDownLatch(1).await(1, TimeUnit.MINUTES))
                .dataFetcher("vault", env -> "opened")
                .dataFetcher("password", ToySlice::password)
                .dataFetcher("takes", env -> env.getArguments().toString())
                .dataFetcher("odd", env -> new Odd())
                .dataFetcher("weigh", env -> 1)
                .dataFetcher("weighAll", env -> 2)
                .dataFetcher(
                    "broken",
                    env -> {
                      throw new IllegalStateException("select * from secret_table");
                    })
                .dataFetcher(
                    "refused",
                    env -> {
                      throw new RequestError("TOO_FAR", language -> "too far " + language.tag());
                    }));
    wiring.type(
        "Subscription",
        type ->
            type.dataFetcher("ticks", env -> Flux.range(1, env.getArgumentOrDefault("to", 0)))
                .dataFetcher("forever", env -> Flux.just(1).concatWith(Flux.never()))
                .dataFetcher(
                    "breaking",
                    env ->
                        Flux.just(1).concatWith(Flux.error(new IllegalStateException("MARKER")))));
    wiring.type("Mutation", type -> type.dataFetcher("keep", ToySlice::keep));
  }

  private int counted(DataFetchingEnvironment env) {
    CacheHint.publicUntil(env, RequestContext.of(env).instant().plusSeconds(60));
    return count(Arguments.orDefault(env, "key", ""));
  }

  /// A confidential field that wrongly allows caching.
  private static String password(DataFetchingEnvironment env) {
    CacheHint.publicUntil(env, RequestContext.of(env).instant().plusSeconds(60));
    return "open sesame";
  }

  private int count(String key) {
    return counts.merge(key, 1, Integer::sum);
  }

  private static Echo echo(DataFetchingEnvironment env) {
    return new Echo(
        env.getArgument("day"),
        env.getArgument("at"),
        env.getArgument("tag"),
        env.getArgument("language"));
  }

  private static Object keep(DataFetchingEnvironment env) {
    KeepInput input = Arguments.read(env, "input", KeepInput.class);
    if (input.words().isEmpty()) {
      return new NotKept("EMPTY");
    }
    if (input.words().equals("a fault")) {
      throw new IllegalStateException("MARKER");
    }
    MoreInput more = input.more();
    return new Kept(
        input.words().split(" ", -1).length, input.labels(), more == null ? null : more.times());
  }

  private static final class SecretCoercing implements Coercing<String, String> {
    @Override
    public String parseValue(Object input, GraphQLContext context, Locale locale) {
      if (input instanceof String text && text.length() == 7) {
        return text;
      }
      throw new RequestError("INVALID_SECRET", language -> "no secret " + language.tag())
          .asCoercingParseValue();
    }
  }
}
