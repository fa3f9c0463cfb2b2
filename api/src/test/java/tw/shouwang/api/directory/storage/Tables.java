package tw.shouwang.api.directory.storage;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads the tables of expected values, `directory/<name>.csv`.
public final class Tables {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setCommentMarker('#').setHeader().setSkipHeaderRecord(true).get();

  private Tables() {}

  public static List<CSVRecord> read(String name) {
    String path = "/directory/" + name + ".csv";
    try (Reader text =
            new InputStreamReader(
                Objects.requireNonNull(Tables.class.getResourceAsStream(path), path),
                StandardCharsets.UTF_8);
        CSVParser csv = FORMAT.parse(text);
        Stream<CSVRecord> rows = csv.stream()) {
      return rows.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
