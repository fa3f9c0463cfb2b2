package tw.shouwang.graphql.documents;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which documents may run, under `shouwang.graphql.documents`.
///
/// @param folder an operator's folder with the documents of released apps, see [DocumentFiles];
///   none by default
/// @param trustedOnly whether the public schema runs only documents of the folder and those packed
///   with the service; by default only in `prod`. Other schemas have a login, and their callers
///   write documents of their own.
/// @param introspection whether introspection is allowed; by default everywhere but in `prod`
@ConfigurationProperties("shouwang.graphql.documents")
public record DocumentSettings(
    @Nullable Path folder, @Nullable Boolean trustedOnly, @Nullable Boolean introspection) {

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
