package tw.shouwang.api.directory.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CalendarCsvTest {

  @Test
  void readsTheTableOf2026() throws Exception {
    try (var stream =
        Objects.requireNonNull(getClass().getResourceAsStream("/directory/calendar-2026.csv"))) {
      CalendarCsv.Parsed parsed = CalendarCsv.parse(stream.readAllBytes());
      assertThat(parsed.badLines()).isEmpty();
      assertThat(parsed.lines()).hasSize(365);
      assertThat(parsed.lines()).filteredOn(WorkingCalendar.Line::off).hasSize(120);
      assertThat(parsed.lines())
          .contains(new WorkingCalendar.Line(LocalDate.of(2026, 2, 16), true, "農曆除夕"));
    }
  }

  @Test
  void readsCp950AsWell() {
    String csv = "西元日期,星期,是否放假,備註\r\n20250208,六,0,補行上班\r\n20250209,日,2,\r\n";
    assertThat(CalendarCsv.parse(csv.getBytes(Charset.forName("x-windows-950"))))
        .isEqualTo(CalendarCsv.parse(csv.getBytes(StandardCharsets.UTF_8)))
        .satisfies(parsed ->
            assertThat(parsed.lines())
                .contains(new WorkingCalendar.Line(LocalDate.of(2025, 2, 8), false, "補行上班")));
  }

  @Test
  void namesEveryBadLine() {
    String csv =
        """
        西元日期,星期,是否放假,備註
        20250230,六,0,
        20250208,日,0,
        20250209,日,1,
        20250210
        20250211,二,0,
        20250211,二,2,
        """;
    assertThat(CalendarCsv.parse(csv.getBytes(StandardCharsets.UTF_8)).badLines())
        .containsExactly(
            new CalendarCsv.BadLine(2, CalendarCsv.Problem.DATE),
            new CalendarCsv.BadLine(3, CalendarCsv.Problem.WEEKDAY),
            new CalendarCsv.BadLine(4, CalendarCsv.Problem.DAY_OFF),
            new CalendarCsv.BadLine(5, CalendarCsv.Problem.COLUMNS),
            new CalendarCsv.BadLine(7, CalendarCsv.Problem.REPEATED));
  }
}
