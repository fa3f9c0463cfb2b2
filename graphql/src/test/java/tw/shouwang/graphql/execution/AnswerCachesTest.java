package tw.shouwang.graphql.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.deprecations.Deprecations;
import tw.shouwang.graphql.execution.AnswerCaches.Question;
import tw.shouwang.graphql.execution.AnswerCaches.RequestBytes;
import tw.shouwang.i18n.Language;

class AnswerCachesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final Answer.Caching HOUR =
      new Answer.Caching(NOW.plusSeconds(3_600), "1", false, false);

  private String version = "1";
  private final AnswerCaches caches =
      new AnswerCaches(new CacheSettings(1_000_000), Optional.of(() -> version));

  @Test
  void keepsFromTheSecondTimeOn() {
    Question question = question(Map.of("key", "a"));

    caches.offer(question, answer("{}"), HOUR);
    assertThat(caches.find(question, NOW)).isNull();
    caches.offer(question, answer("{}"), HOUR);
    assertThat(found(question)).isTrue();
  }

  @Test
  void givesNothingBeyondItsMomentOrOverAChange() {
    Question question = question(Map.of());
    ask(question, answer("{}"));

    assertThat(caches.find(question, NOW.plusSeconds(3_600))).isNull();
    version = "2";
    assertThat(caches.find(question, NOW)).isNull();
  }

  /// W2: a small answer with a large key would waste the cache.
  @Test
  void keepsNoKeyThatIsHeavierThanItsAnswer() {
    List<@Nullable Object> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(i % 2 == 0 ? null : 7);
    }
    for (Object heavy : List.of("x".repeat(900), many, Map.of("a", Map.of("b", "x".repeat(900))))) {
      Question question = question(Map.of("id", heavy));
      ask(question, answer("{\"data\":{\"resource\":null}}"));
      assertThat(found(question)).isFalse();
      ask(question, answer("x".repeat(12_000)));
      assertThat(found(question)).isTrue();
    }
  }

  /// W2: a small answer with a large request would waste the cache.
  @Test
  void keepsNoBytesThatAreHeavierThanTheirAnswer() {
    Answer known = answer("{}").fromCache(HOUR);
    RequestBytes long1 = RequestBytes.ofBody("public", new byte[600], null);
    RequestBytes long2 = RequestBytes.ofAddress("public", "x".repeat(300), null);
    RequestBytes long3 = RequestBytes.ofBody("public", new byte[10], "x".repeat(300));
    for (RequestBytes request : List.of(long1, long2, long3)) {
      caches.offer(request, known);
      assertThat(caches.find(request, NOW)).isNull();
      caches.offer(request, answer("x".repeat(200)).fromCache(HOUR));
      assertThat(caches.find(request, NOW)).isNotNull();
    }
  }

  /// W2: a limit of 1 MB covers keys and answers together.
  @Test
  void takesNoMoreRoomThanItMay() {
    long weight = 0;
    for (int i = 0; i < 5_000; i++) {
      ask(question(Map.of("id", i + "x".repeat(400))), answer("x".repeat(3_000)));
    }
    for (int i = 0; i < 5_000; i++) {
      boolean kept = found(question(Map.of("id", i + "x".repeat(400))));
      weight += kept ? 800 + 3_000 : 0;
    }
    assertThat(weight).isBetween(300_000L, 1_000_000L);
  }

  @Test
  void keepsBytesOnlyOfWhatCameFromHere() {
    RequestBytes request = RequestBytes.ofBody("public", new byte[10], null);

    caches.offer(request, new Answer(null, new byte[2], Language.EN, 0, HOUR, Deprecations.NONE));
    assertThat(caches.find(request, NOW)).isNull();
  }

  private void ask(Question question, Answer answer) {
    caches.offer(question, answer, HOUR);
    caches.offer(question, answer, HOUR);
  }

  private boolean found(Question question) {
    return caches.find(question, NOW) != null;
  }

  private static Question question(Map<String, @Nullable Object> variables) {
    return new Question("public", "{ a }", null, variables, Language.EN, List.of("en"), "1");
  }

  private static Answer answer(String json) {
    return new Answer(
        null, json.getBytes(StandardCharsets.UTF_8), Language.EN, 0, HOUR, Deprecations.NONE);
  }
}
