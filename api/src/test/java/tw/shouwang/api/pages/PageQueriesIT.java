package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.graphql.errors.ErrorCode;

@MicronautTest(transactional = false)
class PageQueriesIT implements EmbeddedTest {

  @Inject PageQueries queries;

  @Test
  void aPageAtAnAddressAsksNothingConfidential() {
    Visit address = Visit.of(HttpRequest.GET("/case/plain?lang=en"));
    Visit form = Visit.of(HttpRequest.POST("/case/plain?lang=en", ""));
    Map<String, Object> receipt = Map.of("receipt", "none");
    for (PageDocument document : new PageDocument[] {PageDocument.CASE, PageDocument.CASE_PROOF}) {
      assertThat(queries.ask(document, Map.copyOf(receipt), address).join().refusal())
          .as(document.name())
          .isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
      assertThat(queries.ask(document, Map.copyOf(receipt), form).join().refusal())
          .as(document.name())
          .isNotEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
    }
    assertThat(
            queries
                .ask(PageDocument.ERASE_CASE, Map.of("input", receipt), address)
                .join()
                .refusal())
        .isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
    assertThat(queries.ask(PageDocument.FORM, Map.of("new", true), address).join().refusal())
        .isNull();
  }

  @Test
  void onlyAnEmptyFormAndAPosterAreExceptions() {
    assertThat(Stream.of(PageDocument.values()).filter(PageDocument::mayBeConfidentialAtAnAddress))
        .containsExactlyInAnyOrder(PageDocument.FORM, PageDocument.POSTER);
  }
}
