package tw.shouwang.graphql.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TrustedDocumentsTest {

  private static final String RETIRED = TrustedDocuments.id("{\n  now\n}\n");

  @Test
  void servesARetiredDocumentUntilItsDay() {
    TrustedDocuments documents = TrustedDocuments.of("public");

    assertThat(documents.text(RETIRED, LocalDate.parse("2026-11-21"))).hasValue("{\n  now\n}\n");
    assertThat(documents.text(RETIRED, LocalDate.parse("2026-11-22"))).isEmpty();
  }

  @Test
  void stopsTheBootWhenAReleasedDocumentIsMissing() {
    assertThatThrownBy(() -> TrustedDocuments.of("lost"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("neither there nor retired");
  }

  @Test
  void knowsNoneOfASchemaWithoutAFolder() {
    assertThat(TrustedDocuments.of("nowhere").all()).isEmpty();
  }
}
