package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @ParameterizedTest
  @ValueSource(strings = {"KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R", "F1XGB-E5QYS-3Q2TC-09S8J-9YBHK"})
  void readsAndPrintsThePublishedExamples(String published) {
    assertThat(Receipt.parse(published).orElseThrow().text()).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kqzkb 6fagn qv2bj q4ogy 4geor",
        "KQZKB6FAGNQV2BJQ40GY4GE0R",
        " KQZKB–6FAGN–QV2BJ–Q4OGY–4GEOR\t",
        "ＫＱＺＫＢ　６ＦＡＧＮ　ＱＶ２ＢＪ　Ｑ４０ＧＹ　４ＧＥ０Ｒ"
      })
  void readsWhatAPersonTypesFromPaper(String typed) {
    assertThat(Receipt.parse(typed)).isEqualTo(Receipt.parse("KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R"));
  }

  /// S8: separators and invisible characters of a pasted receipt.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R\n",
        "KQZKB\n6FAGN\r\nQV2BJ\u0085Q40GY\u20284GE0R\u2029",
        "\uFEFFKQZKB-6FAGN-QV2BJ-Q40GY-4GE0R\u200B",
        "\u200EKQZKB\u00AD6FAGN\u2060QV2BJ\u061CQ40GY\u200D4GE0R\u202C",
        "KQZKB\u22126FAGN\u30FBQV2BJ\uFF65Q40GY\u30FC4GE0R",
        "KQZKB.6FAGN\u3002QV2BJ\u00B7Q40GY\u20224GE0R",
        "KQZKB\u20146FAGN\u2E3AQV2BJ\uFE63Q40GY\uFF0D4GE0R",
        "KQZKB\u30006FAGN\u00A0QV2BJ\u2043Q40GY\u27964GE0R"
      })
  void skipsWhatIsBetweenTheGroupsAndWhatNobodySees(String pasted) {
    assertThat(Receipt.parse(pasted)).isEqualTo(Receipt.parse("KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R"));
  }

  /// S8: copied from a message, a note or a table.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r\n", "\t", "\u000B", "\f", "\u0085", "\u2028", "\u00A0", "\u3000", "\u202F",
        "\uFEFF", "\u200B", "\u200E", "\u2060", "\u00AD", "\u180E", "\uFE0F", "\u034F", "\u202A",
        "-", "\u2010", "\u2011", "\u2013", "\u2015", "\u2212", "\uFE63", "\uFF0D", "\u30FC",
        "\uFF70", "\u301C", "~", "_", ".", "\u00B7", "\u2022", "\u2027", "\u02D7", "\u2043",
        "\u2219", "\u2500", "\u25CF", "\u2796", "\u22C5", "\u30FB", "\uFF65", "\u3002", ",", ":",
        "/", "\"", "'", "\u300C", "\u300D", "(", "]", "\u2026", " - ", "-\n"
      })
  void readsWhatAPersonPastes(String between) {
    Receipt receipt = Receipt.parse("KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R").orElseThrow();
    assertThat(Receipt.parse(receipt.text().replace("-", between))).contains(receipt);
    assertThat(Receipt.parse(between + receipt.text() + between)).contains(receipt);
    assertThat(Receipt.parse(String.join(between, receipt.text().split("")))).contains(receipt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0",
        "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0RR",
        "KQZKB-6FAGN-QV2BJ-Q40GY-4GE0U",
        "kqzkb-6fagn-qv2bj-q40gy-4ge0\u0000",
        "ıQZKB-6FAGN-QV2BJ-Q40GY-4GE0R"
      })
  void readsNothingElse(String typed) {
    assertThat(Receipt.parse(typed)).isEmpty();
  }

  @Test
  void noticesEveryWrongCharacterAndEverySwappedNeighbour() {
    String text = Receipt.random(new SecureRandom()).text().replace("-", "");
    for (int i = 0; i < text.length(); i++) {
      for (char other : ALPHABET.toCharArray()) {
        if (other != text.charAt(i)) {
          assertThat(Receipt.parse(text.substring(0, i) + other + text.substring(i + 1))).isEmpty();
        }
      }
      if (i > 0 && caughtByLuhn(text.charAt(i - 1), text.charAt(i))) {
        String swapped =
            text.substring(0, i - 1) + text.charAt(i) + text.charAt(i - 1) + text.substring(i + 1);
        assertThat(Receipt.parse(swapped)).isEmpty();
      }
    }
  }

  /// Exchanging equal neighbours changes nothing. The Luhn sum does not detect an exchange of the
  /// lowest and the highest digit.
  private static boolean caughtByLuhn(char one, char other) {
    return one != other && !((one == '0' && other == 'Z') || (one == 'Z' && other == '0'));
  }

  @Test
  void neverPrintsItself() {
    Receipt receipt = Receipt.random(new SecureRandom());
    assertThat("%s".formatted(receipt)).isEqualTo("Receipt[redacted]");
  }

  @Test
  void isTheSameReceiptHoweverItCame() {
    Receipt receipt = Receipt.random(new SecureRandom());
    assertThat(Receipt.parse(receipt.text())).contains(receipt);
    assertThat(receipt).hasSameHashCodeAs(Receipt.parse(receipt.text()).orElseThrow());
  }

  @Test
  void hashesDifferentlyUnderAnotherPepper() {
    Receipt receipt = Receipt.random(new SecureRandom());
    byte[] hash = ReceiptHash.peppered(new byte[32]).of(receipt);
    assertThat(hash).hasSize(32).isEqualTo(ReceiptHash.peppered(new byte[32]).of(receipt));
    assertThat(hash).isNotEqualTo(ReceiptHash.peppered(new byte[] {1}).of(receipt));
  }
}
