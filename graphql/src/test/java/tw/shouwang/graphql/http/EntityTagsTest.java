package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"x\", W/\"abc\"", "*", " \"abc-gzip\" "})
  void knowsWhatTheClientHas(String header) {
    assertThat(EntityTags.anyMatches(List.of(header), "abc", "abc-gzip")).isTrue();
  }

  /// A tag that only contains ours is another one.
  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "\"ab\"", "\"abcd\"", "\"zabc\"", "\"", "\"\"", "W/abc"})
  void knowsWhatTheClientDoesNotHave(String header) {
    assertThat(EntityTags.anyMatches(List.of(header), "abc", "abc-gzip")).isFalse();
  }

  @Test
  void readsAllLinesOfTheHeader() {
    assertThat(EntityTags.anyMatches(List.of(), "abc")).isFalse();
    assertThat(EntityTags.anyMatches(List.of("\"x\"", "\"abc\""), "abc")).isTrue();
  }
}
