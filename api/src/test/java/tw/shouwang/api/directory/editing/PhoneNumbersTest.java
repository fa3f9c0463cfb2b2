package tw.shouwang.api.directory.editing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.snapshot.Snapshots;

class PhoneNumbersTest {

  @Test
  void knowsEveryNumberOfThePack() {
    for (int number = 0; number < Snapshots.pack().size(); number++) {
      for (EntryContact contact : Snapshots.pack().item(number).entry().contacts()) {
        if (contact.dial() != null) {
          assertThat(PhoneNumbers.isValid(contact.dial())).as(contact.dial()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02-339-3885", "12", "abc", "02-2700-09600", "1999#x", "+1 212"})
  void refusesWhatCannotBeANumber(String dial) {
    assertThat(PhoneNumbers.isValid(dial)).isFalse();
  }
}
