package tw.shouwang.api.devices;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.notifications.webpush.VapidKey;

/// Gives web apps and UnifiedPush apps the key to subscribe with.
@Singleton
class PushKeySlice implements SchemaSlice {

  private static final Duration KEPT = Duration.ofHours(1);

  private final @Nullable String publicKey;

  PushKeySlice(BeanProvider<VapidKey> key) {
    this.publicKey = key.isPresent() ? key.get().publicKey() : null;
  }

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type("Query", type -> type.dataFetcher("pushKey", this::pushKey));
  }

  private @Nullable String pushKey(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, RequestContext.of(environment).instant().plus(KEPT));
    return publicKey;
  }
}
