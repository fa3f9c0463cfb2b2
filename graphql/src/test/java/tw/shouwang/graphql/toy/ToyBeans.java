package tw.shouwang.graphql.toy;

import graphql.language.OperationDefinition.Operation;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tw.shouwang.graphql.CacheVersion;
import tw.shouwang.graphql.errors.RequestErrorExtensions;
import tw.shouwang.graphql.ratelimits.RateLimitExemption;
import tw.shouwang.graphql.ratelimits.RequestLimits;

/// The beans that an application provides: a clock, randomness, and entries for refused requests.
@Factory
class ToyBeans {

  @Singleton
  @Replaces(InstantSource.class)
  InstantSource clock() {
    return InstantSource.fixed(Instant.parse("2026-11-22T10:30:00Z"));
  }

  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Singleton
  AtomicInteger version() {
    return new AtomicInteger();
  }

  @Singleton
  CacheVersion cacheVersion(AtomicInteger version) {
    return () -> version.toString();
  }

  @Singleton
  RequestLimits limits() {
    return kind -> kind == Operation.MUTATION ? ToyLimit.MUTATIONS : ToyLimit.QUERIES;
  }

  @Singleton
  RateLimitExemption knownSecret() {
    return field ->
        field.name().equals("hello")
            || (field.arguments().get("input") instanceof Map<?, ?> input
                && "1234567".equals(input.get("secret")));
  }

  @Singleton
  RequestErrorExtensions emergency() {
    return refused ->
        refused.documentKnown() && Collections.disjoint(refused.rootFields(), Set.of("keep"))
            ? Map.of()
            : Map.of("emergency", "119");
  }
}
