package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// D1, S9: content negotiation is the same at every address.
class AcceptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                        | a/json
          application/*                              | NONE
          text/html,application/xhtml+xml,*/*;q=0.8  | text/html
          text/html;q=0                              | NONE
          text/html;q=0, */*                         | a/json
          a/json;q=0, */*                            | text/html
          A/JSON                                     | a/json
          TEXT/HTML;Q=0.9, a/json;Q=0.8              | text/html
          a/ld+json, text/html;q=0.1                 | text/html
          text/*;q=0.5, a/json;q=0.4                 | text/html
          a/json, text/html                          | a/json
          text/html, a/json                          | text/html
          a/json;q=nonsense                          | NONE
          a/json;q=NaN                               | NONE
          a/json;q=2                                 | NONE
          text/html;charset=big5, a/json;q=0.1       | a/json
          text/html;charset=utf8                     | text/html
          text/html ; q=0.2 , a/json ; q = 0.1       | text/html
          ,,                                         | a/json
          image/png                                  | NONE
          """)
  void choosesWhatTheClientLikesBest(String accept, String chosen) {
    assertThat(Accept.of(List.of(accept)).best("a/json", "text/html").orElse("NONE"))
        .isEqualTo(chosen);
  }

  @Test
  void readsSeveralLinesAsOneList() {
    assertThat(Accept.of(List.of("text/html;q=0.1", "a/json")).best("text/html", "a/json"))
        .hasValue("a/json");
    assertThat(Accept.of(List.of()).best("a/json")).hasValue("a/json");
    assertThat(Accept.of(List.of("b/c")).bestOrFirst("a/json", "text/html")).isEqualTo("a/json");
  }

  @Test
  void givesNoJsonToWhoDoesNotWantIt() {
    assertThat(AnswerType.preferred(List.of("application/json;q=0, */*")))
        .hasValue(AnswerType.GRAPHQL_RESPONSE);
    assertThat(
            AnswerType.preferred(
                List.of("application/json", "application/graphql-response+json;q=0.9")))
        .hasValue(AnswerType.JSON);
    assertThat(AnswerType.preferred(List.of("application/graphql-response+json, */*")))
        .hasValue(AnswerType.GRAPHQL_RESPONSE);
    assertThat(AnswerType.preferred(List.of("text/html"))).isEmpty();
  }
}
