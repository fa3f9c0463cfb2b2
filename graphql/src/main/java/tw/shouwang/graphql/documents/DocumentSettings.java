package tw.shouwang.graphql.documents;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import org.jspecify.annotations.Nullable;

/// Which documents may run, under `shouwang.graphql.documents`.
///
/// @param trustedOnly whether the public schema runs only documents packed with the service; by
///   default only in `prod`. Other schemas have a login, and their callers write documents of their
///   own.
/// @param introspection whether introspection is allowed; by default everywhere but in `prod`
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
