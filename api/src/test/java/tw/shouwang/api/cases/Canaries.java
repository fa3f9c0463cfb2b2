package tw.shouwang.api.cases;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// Marker texts, and the search for them in everything that was written, in all encodings in which
/// a text may be written.
final class Canaries {

  private static final int LARGE = 64 << 20;

  private final Map<String, byte[]> needles = new LinkedHashMap<>();

  /// @param name the name in the test's failure
  Canaries mark(String name, String text) {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      mark(name + " as " + charset, text.getBytes(charset));
    }
    needles.put(name + " as \\u", ascii(escaped(text)));
    String percent = java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    needles.put(name + " percent-encoded", ascii(percent));
    return this;
  }

  /// Searches for the bytes as they are, in hex, and in base64 at any offset within a longer text.
  Canaries mark(String name, byte[] bytes) {
    needles.put(name, bytes);
    String hex = HexFormat.of().formatHex(bytes);
    needles.put(name + " in hex", ascii(hex));
    needles.put(name + " in HEX", ascii(hex.toUpperCase(Locale.ROOT)));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // Characters that also depend on neighbouring bytes are left out.
      String own = base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1);
      needles.put(name + " in base64 at " + before, ascii(own));
      needles.put(
          name + " in base64url at " + before, ascii(own.replace('+', '-').replace('/', '_')));
    }
    return this;
  }

  /// The markers in every table, as COPY exports it.
  List<String> inTables(Connection superuser) throws SQLException, IOException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select format('%I.%I', table_schema, table_name)
                from information_schema.tables
                where table_type = 'BASE TABLE'
                  and table_schema not in ('pg_catalog', 'information_schema')
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    for (String table : tables) {
      superuser
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy " + table + " to stdout", dump);
    }
    return in(dump.toByteArray());
  }

  /// The markers in the files of one database and in the write-ahead log, after a checkpoint.
  List<String> inFiles(Connection superuser, Path dataDirectory) throws SQLException {
    String oid;
    try (Statement statement = superuser.createStatement()) {
      statement.execute("checkpoint");
      try (ResultSet row =
          statement.executeQuery(
              "select oid from pg_database where datname = current_database()")) {
        row.next();
        oid = row.getString(1);
      }
    }
    TreeSet<String> found = new TreeSet<>();
    for (Path folder :
        List.of(dataDirectory.resolve("base").resolve(oid), dataDirectory.resolve("pg_wal"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(Files::isRegularFile).forEach(file -> found.addAll(inFile(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(found);
  }

  /// The markers in the bytes; one pass for all markers, because a heap is large.
  List<String> in(byte[] haystack) {
    Search search = new Search(needles);
    search.through(haystack);
    return search.found();
  }

  /// The markers in a file that may be larger than an array.
  List<String> inLargeFile(Path file) throws IOException {
    Search search = new Search(needles);
    byte[] part = new byte[LARGE];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(part, 0, LARGE);
          read > 0;
          read = in.readNBytes(part, kept, LARGE - kept)) {
        int end = kept + read;
        search.through(Arrays.copyOf(part, end));
        // A marker may start in one part and end in the next.
        kept = Math.min(end, search.longest());
        System.arraycopy(part, end - kept, part, 0, kept);
      }
    }
    return search.found();
  }

  private static final class Search {

    private final Map<String, byte[]> needles;
    private final Map<Integer, List<Map.Entry<String, byte[]>>> byBeginning = new HashMap<>();
    private final BitSet beginnings = new BitSet(1 << 16);
    private final TreeSet<String> found = new TreeSet<>();

    Search(Map<String, byte[]> needles) {
      this.needles = needles;
      for (var needle : needles.entrySet()) {
        int beginning = pair(needle.getValue(), 0);
        beginnings.set(beginning);
        byBeginning.computeIfAbsent(beginning, pair -> new ArrayList<>()).add(needle);
      }
    }

    void through(byte[] haystack) {
      for (int at = 0; at + 1 < haystack.length; at++) {
        int beginning = pair(haystack, at);
        if (!beginnings.get(beginning)) {
          continue;
        }
        for (var needle : byBeginning.getOrDefault(beginning, List.of())) {
          byte[] wanted = needle.getValue();
          int end = at + wanted.length;
          if (end <= haystack.length
              && Arrays.equals(haystack, at, end, wanted, 0, wanted.length)) {
            found.add(needle.getKey());
          }
        }
      }
    }

    int longest() {
      return needles.values().stream().mapToInt(needle -> needle.length).max().orElse(0);
    }

    List<String> found() {
      return List.copyOf(found);
    }

    private static int pair(byte[] bytes, int at) {
      return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
  }

  private List<String> inFile(Path file) {
    try {
      return in(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(c < 128 ? "" + (char) c : "\\u%04x".formatted(c)));
    return escaped.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
