package tw.shouwang.api.directory.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.api.directory.snapshot.Snapshots.at;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.Source;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.Snapshots;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;

/// Compares every entry and contact of the pack with [NaiveYear], minute by minute for more than a
/// year; and checks examples of contacts with their own hours.
class PackAvailabilityTest {

  private static final DirectorySnapshot PACK = Snapshots.pack();

  @Test
  void everyEntryAndContactAgreesWithTheNaivePainterAllYear() {
    Map<java.time.LocalDate, String[]> raw = NaiveYear.packedCalendar();
    for (int index = 0; index < PACK.timetableCount(); index++) {
      Timetable timetable = PACK.timetable(index);
      Hours hours = timetable.schedule().hours();
      NaiveYear naive = NaiveYear.paint(hours, List.of(), raw, timetable.schedule().doubted());
      long first = LocalMinutes.of(naive.instant(0));
      int change = naive.nextChange(0);
      for (int minute = 0; minute < naive.length(); minute++) {
        boolean changed = minute == change;
        if (changed) {
          change = naive.nextChange(minute);
        }
        assertThat(timetable.state(first + minute, PACK.calendar()).name())
            .isEqualTo(naive.state(minute));
        if (changed || minute == 0 || minute + 1 == change) {
          OptionalLong next = timetable.nextChange(first + minute, PACK.calendar());
          if (change >= 0) {
            assertThat(next).hasValue(first + change);
          } else {
            assertThat(next.orElse(Long.MAX_VALUE)).isGreaterThanOrEqualTo(first + naive.length());
          }
        }
      }
    }
  }

  @Test
  void everyItemIsJudgedByItsOwnHours() {
    for (int number = 0; number < PACK.size(); number++) {
      IndexedEntry item = PACK.item(number);
      Hours judged = PACK.timetable(item.timetable()).schedule().hours();
      assertThat(judged.weekly()).isEqualTo(item.entry().hours().weekly());
      assertThat(judged.holidayRule()).isEqualTo(item.entry().hours().holidayRule());
    }
  }

  @Test
  void knowsWhichChannelsKeepTheHoursOfTheirEntry() {
    assertThat(states("tw.emergency.119", "2026-05-10T03:00")).containsOnly("OPEN");
    assertThat(states("tw.emergency.110", "2026-05-10T03:00")).containsOnly("OPEN");
    assertThat(states("tw.hotline.113", "2026-05-10T03:00")).containsOnly("OPEN");
    assertThat(states("tw.hotline.1957", "2026-05-10T03:00")).containsOnly("CLOSED");
    assertThat(states("tw.hotline.1925", "2026-05-10T03:00"))
        .containsExactly("OPEN", "UNKNOWN", "UNKNOWN");
    assertThat(states("tw.hotline.1955", "2026-05-10T03:00")).containsExactly("OPEN", "UNKNOWN");
    assertThat(states("tw.chat.lifeline-youth", "2026-05-06T00:30")).containsExactly("OPEN");
  }

  @Test
  void taipeisOwnHoursOf1966AreAContact() {
    assertThat(states("tw.hotline.1966", "2026-05-06T12:30")).containsExactly("CLOSED", "OPEN");
    Entry entry = PACK.byKey("tw.hotline.1966").orElseThrow().entry();
    assertThat(entry.contacts().get(1).coverage()).extracting(Area::code).containsExactly("63000");
    assertThat(entry.contacts().get(1).hours().sources())
        .extracting(Source::id)
        .containsExactly("w-1966-taipei");
  }

  @Test
  void languagesOf1990HaveTheirOwnHours() {
    assertThat(states("tw.hotline.1990", "2026-05-10T03:00"))
        .containsExactly("OPEN", "CLOSED", "UNKNOWN");
    assertThat(states("tw.hotline.1990", "2026-05-06T10:00"))
        .containsExactly("OPEN", "OPEN", "UNKNOWN");
  }

  @Test
  void aSourcelessContactTakesTheEntrysSources() {
    Entry entry = PACK.byKey("tpe.welfare-centre.63000030").orElseThrow().entry();
    assertThat(entry.contacts().getFirst().sources()).isEqualTo(entry.sources());
    assertThat(entry.hours().sources()).isEqualTo(entry.sources());
  }

  @Test
  void aClosureOfAnAreaShutsWhatFollowsTheCalendarThere() {
    DirectorySnapshot shut = withClosure("63000", "2026-09-01T12:00", "2026-09-02T00:00");
    assertThat(state(shut, "tpe.welfare-centre.63000030", "2026-09-01T11:59")).isEqualTo("OPEN");
    assertThat(state(shut, "tpe.welfare-centre.63000030", "2026-09-01T12:00")).isEqualTo("CLOSED");
    assertThat(state(shut, "tpe.employment", "2026-09-01T13:00")).isEqualTo("CLOSED");
    assertThat(state(shut, "tw.hotline.1957", "2026-09-01T13:00")).isEqualTo("OPEN");
    assertThat(state(shut, "tpe.hotline.1999", "2026-09-01T13:00")).isEqualTo("OPEN");
    assertThat(state(shut, "tpe.cmhc", "2026-09-01T13:00")).isEqualTo("OPEN");
    assertThat(state(shut, "tw.hotline.1966", "2026-09-01T14:00")).isEqualTo("OPEN");

    DirectorySnapshot district = withClosure("63000030", "2026-09-01T12:00", "2026-09-02T00:00");
    assertThat(state(district, "tpe.welfare-centre.63000030", "2026-09-01T13:00"))
        .isEqualTo("CLOSED");
    assertThat(state(district, "tpe.welfare-centre.63000020", "2026-09-01T13:00"))
        .isEqualTo("OPEN");
    assertThat(state(district, "tpe.employment", "2026-09-01T13:00")).isEqualTo("OPEN");
  }

  private static DirectorySnapshot withClosure(String area, String from, String until) {
    return DirectorySnapshot.build(
        Snapshots.document()
            .with(
                "closed",
                Snapshots.document().entries(),
                List.of(
                    new DirectoryDocument.ClosureDocument(
                        java.util.UUID.randomUUID(), area, at(from), at(until), null))),
        Snapshots.WORKDAY);
  }

  private static String state(DirectorySnapshot snapshot, String key, String local) {
    IndexedEntry item = snapshot.byKey(key).orElseThrow();
    return snapshot
        .timetable(item.timetable())
        .state(LocalMinutes.of(at(local)), snapshot.calendar())
        .name();
  }

  private static List<String> states(String key, String local) {
    IndexedEntry item = PACK.byKey(key).orElseThrow();
    return new Resource(PACK, item, ContactScope.everywhere(), null)
        .contacts().stream()
            .map(contact -> contact.availability(at(local)).state().name())
            .toList();
  }
}
