package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.graphql.errors.ErrorCode;

class PageAnswersTest {

  /// What the service could not do in time is no mistake of the person who asked.
  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, 503",
    "TEMPORARILY_UNAVAILABLE, 503",
    "INTERNAL, 500",
    "RATE_LIMITED, 429",
    "REQUEST_TIMEOUT, 408",
    "PAYLOAD_TOO_LARGE, 413",
    "UNSUPPORTED_CONTENT_ENCODING, 415",
    "UNSUPPORTED_CHARSET, 415",
    "BAD_USER_INPUT, 400",
    "NOT_FOUND, 404"
  })
  void aRefusalHasTheStatusThatItHasOverGraphQl(ErrorCode code, int status) {
    assertThat(PageAnswers.status(code).getCode()).isEqualTo(status);
  }
}
