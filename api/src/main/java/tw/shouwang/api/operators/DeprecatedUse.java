package tw.shouwang.api.operators;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Objects;
import tw.shouwang.graphql.deprecations.DeprecatedPart;
import tw.shouwang.graphql.deprecations.DeprecationWatch;
import tw.shouwang.graphql.deprecations.Deprecations;

/// Counts in `shouwang.graphql.deprecated` the answers to requests that use something deprecated,
/// by schema, by what they use, and by the trusted document, so that an operator knows which
/// releases of which app still need it. Any other document is `other`: its sender chose its name.
///
/// As all counts, it is published once in ten minutes.
@Singleton
class DeprecatedUse implements DeprecationWatch {

  private static final String OTHER = "other";

  private final MeterRegistry metrics;

  DeprecatedUse(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void answered(String schema, Deprecations deprecations) {
    String document = Objects.requireNonNullElse(deprecations.document(), OTHER);
    for (DeprecatedPart part : deprecations.parts()) {
      metrics
          .counter(
              "shouwang.graphql.deprecated",
              "schema",
              schema,
              "document",
              document,
              "part",
              part.at())
          .increment();
    }
  }
}
