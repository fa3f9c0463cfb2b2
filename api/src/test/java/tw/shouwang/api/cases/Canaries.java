package tw.shouwang.api.cases;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// Marker texts, and the search for them in everything that was written, in every way that a text
/// can be written down.
final class Canaries {

  private final Map<String, byte[]> needles = new LinkedHashMap<>();

  /// @param name what a test says when it was found
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

  /// The bytes as they are, in hex, and in base64 wherever in a longer text they may begin.
  Canaries mark(String name, byte[] bytes) {
    needles.put(name, bytes);
    String hex = HexFormat.of().formatHex(bytes);
    needles.put(name + " in hex", ascii(hex));
    needles.put(name + " in HEX", ascii(hex.toUpperCase(Locale.ROOT)));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The characters that neighbours have a share in are left out.
      String own = base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1);
      needles.put(name + " in base64 at " + before, ascii(own));
    }
    return this;
  }

  /// What is found in every table, as COPY gives it out.
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

  /// What is found in the files of one database and in the write-ahead log, after a checkpoint.
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

  List<String> in(byte[] haystack) {
    // One byte a character, so that the search is the JVM's own.
    String text = new String(haystack, StandardCharsets.ISO_8859_1);
    return needles.entrySet().stream()
        .filter(needle -> text.contains(new String(needle.getValue(), StandardCharsets.ISO_8859_1)))
        .map(Map.Entry::getKey)
        .toList();
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
