package tw.shouwang.api.directory.entries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.snapshot.Snapshots;

class PhoneNumberTest {

  /// A7: links in the pack equal those derived from the numbers.
  @Test
  void everyLinkOfThePackFollowsFromItsNumber() {
    int numbers = 0;
    for (EntryDocument entry : DirectoryDocument.orEmpty(Snapshots.document().entries())) {
      assertThat(entry.withNumbersRead()).isEqualTo(entry);
      for (EntryDocument.ContactDocument contact : DirectoryDocument.orEmpty(entry.contacts())) {
        assertThat(contact.disagreesWithItsNumber()).as(entry.key()).isFalse();
        if (contact.dial() != null) {
          assertThat(PhoneNumber.of(contact.dial()).orElseThrow().isValid())
              .as(contact.dial())
              .isTrue();
          numbers++;
        }
      }
    }
    assertThat(numbers).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02-339-3885", "12", "abc", "02-2700-09600", "1999#x", "+1 212"})
  void refusesWhatCannotBeANumber(String dial) {
    assertThat(PhoneNumber.of(dial).filter(PhoneNumber::isValid)).isEmpty();
  }

  /// A7: the link and the international form are derived from the number alone.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "110                  | 110               | tel:110              | -",
        "1999#6444            | 1999#6444         | tel:1999,6444        | -",
        "02-2720-8889         | 02-2720-8889      | tel:+886227208889    | +886227208889",
        "02-2720-8889#12      | 02-2720-8889#12   | tel:+886227208889,12 | +886227208889",
        "0800-013-999         | 0800-013-999      | tel:0800013999       | +886800013999",
        "0912995110           | 0912995110        | tel:+886912995110    | +886912995110",
        "412-8185             | 412-8185          | tel:4128185          | -",
        "０２－２７２０－８８８９       | 02-2720-8889      | tel:+886227208889    | +886227208889",
        "tel:02-2720-8889     | 02-2720-8889      | tel:+886227208889    | +886227208889",
        "(02)2720-8889        | 02-2720-8889      | tel:+886227208889    | +886227208889",
        "+886-2-2720-8889     | 02-2720-8889      | tel:+886227208889    | +886227208889",
        "+886 (0)2-2720-8889  | 02-2720-8889      | tel:+886227208889    | +886227208889",
        "02-2720-8889轉12      | 02-2720-8889#12   | tel:+886227208889,12 | +886227208889",
        "02-2720-8889 x12     | 02-2720-8889#12   | tel:+886227208889,12 | +886227208889",
        "02-2720-8889;ext=12  | 02-2720-8889#12   | tel:+886227208889,12 | +886227208889"
      })
  void writesANumberInOneWayHoweverItWasTyped(
      String typed, String dial, String telUri, String e164) {
    PhoneNumber number = PhoneNumber.of(typed + "\u200B\n").orElseThrow();
    assertThat(number.isValid()).isTrue();
    assertThat(number.dial()).isEqualTo(dial);
    assertThat(number.telUri()).isEqualTo(telUri);
    assertThat(number.e164()).isEqualTo(e164);
  }
}
