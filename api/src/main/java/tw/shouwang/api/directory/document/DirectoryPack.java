package tw.shouwang.api.directory.document;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tw.shouwang.api.directory.hours.CalendarCsv;

/// The directory that is packed into the jar: what a first node without a database answers from,
/// and what a new database is filled with.
public final class DirectoryPack {

  private static final String CALENDAR = "calendar-2026.csv";

  /// The licence of the calendar asks for this line wherever its data go.
  public static final String ATTRIBUTION = "資料來源：行政院人事行政總處";

  private DirectoryPack() {}

  public static DirectoryDocument load(JsonMapper json) {
    try (InputStream pack = open("pack.json");
        InputStream csv = open(CALENDAR)) {
      DirectoryDocument document =
          Objects.requireNonNull(json.readValue(pack, DirectoryDocument.class));
      CalendarCsv.Parsed calendar = CalendarCsv.parse(csv.readAllBytes());
      if (!calendar.badLines().isEmpty()) {
        throw new IllegalStateException("the packed calendar has bad lines");
      }
      List<DirectoryDocument.DayDocument> days =
          calendar.lines().stream()
              .map(line -> new DirectoryDocument.DayDocument(line.date(), line.off(), line.name()))
              .toList();
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
          days,
          CALENDAR,
          document.closures(),
          document.removed());
    } catch (IOException e) {
      throw new UncheckedIOException("the packed directory cannot be read", e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        DirectoryPack.class.getResourceAsStream("/directory/" + name), name);
  }
}
