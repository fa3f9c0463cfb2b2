package tw.shouwang.graphql.documents;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import org.jspecify.annotations.Nullable;

/// Which documents run, under `shouwang.graphql.documents`.
///
/// @param trustedOnly whether the public schema runs only documents packed with the service; not
///   said, so in `prod`. Other schemas have a login before them, and callers who write their own.
/// @param introspection whether the schema may be asked about; not said, everywhere but in `prod`
@ConfigurationProperties("shouwang.graphql.documents")
public record DocumentSettings(@Nullable Boolean trustedOnly, @Nullable Boolean introspection) {

  private static final String PRODUCTION = "prod";

  public boolean trustedOnly(Environment environment) {
    return trustedOnly == null ? environment.getActiveNames().contains(PRODUCTION) : trustedOnly;
  }

  public boolean introspection(Environment environment) {
    return introspection == null
        ? !environment.getActiveNames().contains(PRODUCTION)
        : introspection;
  }
}
