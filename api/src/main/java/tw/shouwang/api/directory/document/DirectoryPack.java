package tw.shouwang.api.directory.document;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tw.shouwang.api.directory.hours.CalendarCsv;
import tw.shouwang.api.directory.understanding.LexiconFile;

/// The directory in the jar: the data of a first node without a database, and the initial content
/// of a new database.
public final class DirectoryPack {

  /// The government's working-day tables, and the names of their editions.
  private record Calendar(String file, int year, String edition) {}

  private static final List<Calendar> CALENDARS =
      List.of(
          new Calendar("calendar-2026.csv", 2026, "calendar-2026.csv"),
          new Calendar("calendar-2027.csv", 2027, "2027-1"));

  /// The calendar's licence requires this line wherever its data are published.
  public static final String ATTRIBUTION = "資料來源：行政院人事行政總處";

  private DirectoryPack() {}

  public static DirectoryDocument load(JsonMapper json) {
    try (InputStream pack = open("pack.json");
        InputStream lexicon = open("lexicon.txt")) {
      DirectoryDocument document =
          Objects.requireNonNull(json.readValue(pack, DirectoryDocument.class));
      return new DirectoryDocument(
          document.version(),
          ATTRIBUTION,
          document.epoch(),
          document.revision(),
          document.oldestRevision(),
          document.synonyms(),
          document.sources(),
          document.areas(),
          document.centres(),
          document.entries(),
          days(),
          CALENDARS.getLast().edition(),
          document.closures(),
          document.removed(),
          understanding(lexicon, lineTable(json)));
    } catch (IOException e) {
      throw new UncheckedIOException("the packed directory cannot be read", e);
    }
  }

  /// The packed table from situations to lines.
  public static LineTableDocument lineTable(JsonMapper json) {
    try (InputStream table = open("lines.json")) {
      return Objects.requireNonNull(json.readValue(table, LineTableDocument.class));
    } catch (IOException e) {
      throw new UncheckedIOException("the packed table cannot be read", e);
    }
  }

  /// The edition name of a year in the pack.
  public static String edition(int year) {
    return CALENDARS.stream()
        .filter(calendar -> calendar.year() == year)
        .map(Calendar::edition)
        .findFirst()
        .orElseThrow();
  }

  private static List<DirectoryDocument.DayDocument> days() throws IOException {
    List<DirectoryDocument.DayDocument> days = new ArrayList<>();
    for (Calendar calendar : CALENDARS) {
      try (InputStream csv = open(calendar.file())) {
        CalendarCsv.Parsed parsed = CalendarCsv.parse(csv.readAllBytes());
        if (!parsed.badLines().isEmpty()) {
          throw new IllegalStateException("the packed calendar has bad lines");
        }
        parsed
            .lines()
            .forEach(line ->
                days.add(new DirectoryDocument.DayDocument(line.date(), line.off(), line.name())));
      }
    }
    return days;
  }

  private static DirectoryDocument.UnderstandingDocument understanding(
      InputStream lexicon, LineTableDocument table) throws IOException {
    return new DirectoryDocument.UnderstandingDocument(
        LexiconFile.parse(new String(lexicon.readAllBytes(), StandardCharsets.UTF_8)),
        table.lines(),
        table.crisisLines());
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        DirectoryPack.class.getResourceAsStream("/directory/" + name), name);
  }
}
