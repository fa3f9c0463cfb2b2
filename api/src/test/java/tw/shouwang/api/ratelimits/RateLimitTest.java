package tw.shouwang.api.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.OperationDefinition.Operation;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.graphql.ratelimits.BucketTime;
import tw.shouwang.graphql.ratelimits.Limit;

class RateLimitTest {

  private Instant now = Instant.parse("2026-11-22T10:30:00Z");

  @ParameterizedTest
  @EnumSource
  void fitsAPersonsPaceAndComesBack(RateLimit limit) {
    assertThat(limit.burst()).isGreaterThanOrEqualTo(20);
    assertThat(limit.refill()).isPositive().isLessThanOrEqualTo(limit.burst());
    assertThat(limit.period()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @EnumSource
  void letsItsBurstThroughNotOneMoreAndThenWhatComesBack(RateLimit limit) {
    Bucket bucket =
        Bucket.builder()
            .addLimit(limit.bandwidth())
            .withCustomTimePrecision(new BucketTime(() -> now))
            .build();
    assertThat(limit.tryConsume(bucket, limit.burst())).isZero();
    Duration wait = limit.tryConsume(bucket, 1);
    assertThat(wait).isPositive();
    now = now.plus(wait);
    assertThat(limit.tryConsume(bucket, 1)).isZero();
    assertThat(limit.tryConsume(bucket, 1)).isPositive();
    now = now.plus(limit.period());
    assertThat(limit.tryConsume(bucket, limit.refill())).isZero();
    assertThat(limit.tryConsume(bucket, 1)).isPositive();
  }

  @Test
  void countsEachKindOfOperationForItsCallerAlone() {
    for (Operation kind : Operation.values()) {
      Limit limit = new EachRequest().of(kind);
      assertThat(((RateLimit) limit).whose()).as(kind.name()).isEqualTo(Whose.CALLER);
    }
  }

  /// A first visit loads more than ten files by itself.
  @Test
  void countsTheFilesOfPagesByThemselves() {
    EachRequest limits = new EachRequest();
    for (String path :
        List.of("/assets/0123456789abcdef/pages.css", "/worker.js", "/app.webmanifest", "/leave")) {
      assertThat(limits.ofRoute(path)).as(path).contains(RateLimit.PAGE_FILES);
    }
    for (String path : List.of("/", "/search", "/lines/tw.hotline.113", "/directory/bundle")) {
      assertThat(limits.ofRoute(path)).as(path).contains(RateLimit.PAGES);
    }
    assertThat(limits.ofRoute("/graphql")).isEmpty();
    assertThat(RateLimit.PAGE_FILES.burst()).isGreaterThanOrEqualTo(8 * RateLimit.PAGES.burst());
  }
}
