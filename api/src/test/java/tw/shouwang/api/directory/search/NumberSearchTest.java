package tw.shouwang.api.directory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.api.directory.snapshot.Snapshots.WORKDAY;
import static tw.shouwang.api.directory.snapshot.Snapshots.filter;
import static tw.shouwang.api.directory.snapshot.Snapshots.keys;
import static tw.shouwang.api.directory.snapshot.Snapshots.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.EntryContact;
import tw.shouwang.api.directory.entries.PhoneNumber;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.Snapshots;

/// D3: a number in any spelling finds the entries that have it, and no others.
class NumberSearchTest {

  private static final DirectorySnapshot PACK = Snapshots.pack();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+886 (0)2 2720 8889    | tpe.hotline.1999",
        "+886 02 2720 8889      | tpe.hotline.1999",
        "+886 (0)2-2351-1711    | tpe.district-office.63000030",
        "+886 2 2351 1711#123   | tpe.district-office.63000030",
        "002 886 2 2351 1711    | tpe.district-office.63000030",
        "02-412-8185            | tw.hotline.4128185",
        "tel:+886-2-2351-1711   | tpe.district-office.63000030",
        "02 2351 1711 ext. 12   | tpe.district-office.63000030",
        "02-23511711 轉分機12      | tpe.district-office.63000030",
        "（０２）２３５１－１７１１＃９      | tpe.district-office.63000030",
        "零二二三五一一七一一             | tpe.district-office.63000030",
        "Tel. 02 2351 1711      | tpe.district-office.63000030",
        "大安 02-2351-1711        | tpe.district-office.63000030"
      })
  void aNumberInAnyWritingFindsItsLine(String typed, String key) {
    assertThat(keys(text(typed), WORKDAY)).first().isEqualTo(key);
  }

  @Test
  void everyNumberOfThePackIsFoundInEveryWriting() {
    int tried = 0;
    for (Entry entry : listed()) {
      for (EntryContact contact : entry.contacts()) {
        String dial = contact.dial();
        if (dial == null) {
          continue;
        }
        List<String> plainly = keys(text(dial), WORKDAY);
        assertThat(plainly).as(dial).contains(entry.key());
        for (String written : writings(dial)) {
          assertThat(keys(text(written), WORKDAY)).as(written).isEqualTo(plainly);
          tried++;
        }
      }
    }
    assertThat(tried).isGreaterThan(500);
  }

  @Test
  void aLocalNumberIsFoundWithoutItsAreaCodeWhereItsEntryIs() {
    int tried = 0;
    for (Entry entry : listed()) {
      for (EntryContact contact : entry.contacts()) {
        String dial = contact.dial();
        String local = dial == null ? null : PhoneNumber.of(dial).orElseThrow().localDigits();
        if (local == null || entry.nationwide()) {
          continue;
        }
        for (Entry.Coverage covered : entry.coverage()) {
          for (String typed : List.of(local, local.substring(0, 4) + "-" + local.substring(4))) {
            assertThat(keys(filter(typed, covered.area().code()), WORKDAY))
                .as(typed)
                .contains(entry.key());
            tried++;
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(100);
  }

  /// A number that no entry has is not searched as words, of which some entry would contain the
  /// most.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+886 2 2999 0001",
        "02 2999 0001",
        "(0)2-2999-0001",
        "002 886 2 2999 0001",
        "0912 345 678",
        "2999 0001",
        "02-2999-0001 大安",
        "+81 3 1234 5678",
        "7777777777777777777",
        "00 00 00",
        "7"
      })
  void aNumberThatNobodyHasFindsNobody(String typed) {
    assertThat(keys(text(typed), WORKDAY)).isEmpty();
    assertThat(keys(filter(typed, "63000030"), WORKDAY)).isEmpty();
  }

  @Test
  void noSuchNumberFindsAnybodyInAnyWriting() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      String dial = "02-29%02d-%04d".formatted(random.nextInt(100), random.nextInt(10_000));
      if (!keys(text(dial), WORKDAY).isEmpty()) {
        continue;
      }
      for (String written : writings(dial)) {
        assertThat(keys(text(written), WORKDAY)).as(written).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"家暴 0912345678", "0912-345-678 家暴", "先生打我 0912345678"})
  void aNumberBesideACrisisHidesNoCrisisLine(String typed) {
    assertThat(keys(text(typed), WORKDAY)).startsWith("tw.hotline.113");
  }

  private static List<Entry> listed() {
    List<Entry> listed = new ArrayList<>();
    for (int number = 0; number < PACK.size(); number++) {
      Entry entry = PACK.item(number).entry();
      if (!keys(filter(entry.key(), null), WORKDAY).isEmpty() && entry.listed()) {
        listed.add(entry);
      }
    }
    return listed;
  }

  private static List<String> writings(String dial) {
    List<String> writings = new ArrayList<>();
    List<UnaryOperator<String>> styles =
        new ArrayList<>(
            List.of(
                typed -> typed.replace("-", ""),
                typed -> typed.replace('-', ' '),
                typed -> typed.replace('-', '.'),
                typed -> typed.replace('-', '–'),
                typed -> "tel:" + typed,
                typed -> " " + typed + "\u200B\n",
                typed -> fullWidth(typed)));
    if (dial.contains("#")) {
      styles.add(typed -> typed.replace("#", "轉"));
      styles.add(typed -> typed.replace("#", " 分機 "));
      styles.add(typed -> typed.replace("#", ";ext="));
      styles.add(typed -> typed.replace("#", " x"));
      styles.add(typed -> typed.replace("#", " ext. "));
    }
    if (dial.matches("0[^#]*")) {
      String abroad = dial.substring(1);
      for (String before :
          List.of("+886", "+886 ", "+886-", "+886 (0)", "+886 0", "00886", "002 886 ", "886-")) {
        styles.add(typed -> before + abroad);
      }
      styles.add(typed -> typed.replaceFirst("^(0[2-8])-", "($1) "));
      styles.add(typed -> typed + "#987654");
    }
    styles.forEach(style -> writings.add(style.apply(dial)));
    return writings;
  }

  private static String fullWidth(String dial) {
    StringBuilder wide = new StringBuilder();
    dial.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
    return wide.toString();
  }
}
