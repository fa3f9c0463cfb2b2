package tw.shouwang.api.directory.editing;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.editing.EntryProblem.Code;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.words.SpreadsheetCells;
import tw.shouwang.i18n.Language;

/// Exports and imports the entries of the directory, as JSON or as CSV with one entry a row.
///
/// An import changes nothing if any of its entries is wrong, and lists every wrong one with its
/// line. Entries that are not in the file stay as they are. A dry run reports the changes without
/// making them.
@Singleton
public class DirectoryTransfer {

  /// What an import did, or would do; entries by key.
  ///
  /// @param proposed those of the added or changed entries that wait for a second person
  public record Report(
      boolean applied,
      List<String> added,
      Map<String, List<String>> changed,
      List<String> proposed,
      List<BadRow> badRows) {

    public Report {
      added = List.copyOf(added);
      changed = Map.copyOf(changed);
      proposed = List.copyOf(proposed);
      badRows = List.copyOf(badRows);
    }
  }

  /// @param line the line of the file in CSV, the number of the entry in JSON; both from 1
  public record BadRow(long line, String problem) {}

  private record Row(long line, EntryDocument entry) {}

  /// Without a byte order mark, Excel reads a file in the system's own encoding.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final BadRow NOT_UTF_8 =
      new BadRow(
          1, "the file is not in UTF-8, or letters of it are lost: save it as CSV UTF-8 anew");

  private static final BadRow NO_LIST = new BadRow(1, "the file is no JSON list of entries");

  private static final ObjectMapper TREE = new ObjectMapper();

  private static final String[] PLAIN = {"key", "kind", "status"};

  private final DirectoryTables tables;
  private final DirectoryWriter writer;
  private final DirectoryEditor editor;
  private final JsonMapper json;

  DirectoryTransfer(
      DirectoryTables tables, DirectoryWriter writer, DirectoryEditor editor, JsonMapper json) {
    this.tables = tables;
    this.writer = writer;
    this.editor = editor;
    this.json = json;
  }

  public byte[] exportJson() {
    return write(entries());
  }

  public byte[] exportCsv() {
    StringWriter out = new StringWriter();
    out.write(BYTE_ORDER_MARK);
    try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
      csv.printRecord("key", "kind", "status", "name", "entry");
      for (EntryDocument entry : entries()) {
        csv.printRecord(
            entry.key(),
            entry.kind(),
            entry.status(),
            SpreadsheetCells.text(entry.name().getOrDefault("zh-TW", "")),
            new String(write(entry), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  public Report importJson(String who, byte[] file, boolean dryRun) {
    List<Row> rows = new ArrayList<>();
    List<BadRow> bad = new ArrayList<>();
    String text = decoded(file);
    if (text == null) {
      return bad(List.of(NOT_UTF_8));
    }
    try {
      JsonNode entries = TREE.readTree(text);
      if (!entries.isArray()) {
        return bad(List.of(NO_LIST));
      }
      for (int index = 0; index < entries.size(); index++) {
        add(entries.get(index).toString(), index + 1, rows, bad);
      }
    } catch (JsonProcessingException e) {
      return bad(List.of(NO_LIST));
    }
    return bad.isEmpty() ? apply(who, rows, dryRun) : withChecks(rows, bad);
  }

  private void add(String json, long line, List<Row> rows, List<BadRow> bad) {
    List<EntryProblem> wrong = EntryForm.problems(json);
    EntryDocument entry = wrong.isEmpty() ? parse(json) : null;
    if (entry != null) {
      rows.add(new Row(line, entry));
    } else if (wrong.isEmpty()) {
      bad.add(new BadRow(line, new EntryProblem("", Code.NO_ENTRY).text(Language.EN)));
    } else {
      wrong.forEach(problem -> bad.add(new BadRow(line, problem.text(Language.EN))));
    }
  }

  /// Reads an exported CSV. The columns beside `entry` are for people, but must agree with it.
  public Report importCsv(String who, byte[] file, boolean dryRun) {
    List<Row> rows = new ArrayList<>();
    List<BadRow> bad = new ArrayList<>();
    String text = decoded(file);
    if (text == null) {
      return bad(List.of(NOT_UTF_8));
    }
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = format.parse(new StringReader(text))) {
      if (!csv.getHeaderNames().contains("entry") || !csv.getHeaderNames().contains("key")) {
        return bad(List.of(new BadRow(1, "the columns key and entry are missing")));
      }
      long line = 2;
      for (CSVRecord record : csv) {
        String problem = rowProblem(record);
        int read = rows.size();
        if (problem == null) {
          add(record.get("entry"), line, rows, bad);
        }
        if (rows.size() > read && !agrees(record, rows.getLast().entry())) {
          rows.removeLast();
          problem = "key, kind and status do not agree with entry";
        }
        if (problem != null) {
          bad.add(new BadRow(line, problem));
        }
        line = csv.getCurrentLineNumber() + 1;
      }
    } catch (IOException | RuntimeException e) {
      bad.add(new BadRow(1, "the file is no CSV"));
    }
    return bad.isEmpty() ? apply(who, rows, dryRun) : withChecks(rows, bad);
  }

  /// The file's text without a byte order mark; null if it has another encoding or has lost
  /// characters. A spreadsheet that saves in CP950 replaces every Vietnamese or Thai letter by a
  /// question mark.
  private static @Nullable String decoded(byte[] file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file))
              .toString();
      return text.indexOf('\uFFFD') >= 0
          ? null
          : text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static @Nullable String rowProblem(CSVRecord record) {
    return record.isConsistent() ? null : "the row has too few or too many columns";
  }

  private static boolean agrees(CSVRecord record, EntryDocument entry) {
    Map<String, String> expected =
        Map.of("key", entry.key(), "kind", entry.kind().name(), "status", entry.status().name());
    for (String column : PLAIN) {
      if (record.isMapped(column) && !record.get(column).equals(expected.get(column))) {
        return false;
      }
    }
    return true;
  }

  private Report withChecks(List<Row> rows, List<BadRow> bad) {
    List<BadRow> all = new ArrayList<>(bad);
    all.addAll(check(rows, tables.load().orElseThrow()));
    all.sort(Comparator.comparingLong(BadRow::line));
    return bad(all);
  }

  private Report apply(String who, List<Row> rows, boolean dryRun) {
    DirectoryDocument before = tables.load().orElseThrow();
    List<BadRow> bad = check(rows, before);
    if (!bad.isEmpty()) {
      return bad(bad);
    }
    Map<String, EntryDocument> there = byKey(before);
    List<String> added = new ArrayList<>();
    Map<String, List<String>> changed = new LinkedHashMap<>();
    List<EntryDocument> toWrite = new ArrayList<>();
    for (Row row : rows) {
      EntryDocument entry = row.entry();
      EntryDocument old = there.get(entry.key());
      List<String> fields = old == null ? List.of() : differences(old, entry);
      if (old == null) {
        added.add(entry.key());
      } else if (!fields.isEmpty()) {
        changed.put(entry.key(), fields);
      }
      if (old == null || !fields.isEmpty()) {
        toWrite.add(entry);
      }
    }
    List<String> proposed = List.of();
    if (!dryRun && !toWrite.isEmpty()) {
      proposed = writer.saveAll(who, toWrite);
      editor.announce();
    }
    return new Report(!dryRun, added, changed, proposed, List.of());
  }

  private List<BadRow> check(List<Row> rows, DirectoryDocument before) {
    Map<String, EntryDocument> there = byKey(before);
    List<EntryDocument> after = new ArrayList<>(there.values());
    rows.forEach(row -> after.add(row.entry()));
    DirectoryDocument world = before.with(before.version(), after, before.closures());
    EntryChecks checks = new EntryChecks(world);
    List<BadRow> bad = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : rows) {
      EntryDocument entry = row.entry();
      if (!seen.add(entry.key())) {
        bad.add(new BadRow(row.line(), "key: is in the file twice"));
      }
      checks
          .problems(entry, there.get(entry.key()))
          .forEach(problem -> bad.add(new BadRow(row.line(), problem.text(Language.EN))));
    }
    return bad;
  }

  /// The names of the fields that would change. Versions are not compared, because they are not the
  /// file's.
  private static List<String> differences(EntryDocument old, EntryDocument entry) {
    EntryDocument normal = entry.withNumbersRead().at(null, null);
    EntryDocument was = old.at(null, null);
    List<String> fields = new ArrayList<>();
    for (java.lang.reflect.RecordComponent component : EntryDocument.class.getRecordComponents()) {
      try {
        Object before = component.getAccessor().invoke(was);
        Object after = component.getAccessor().invoke(normal);
        if (!java.util.Objects.equals(before, after)) {
          fields.add(component.getName());
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return fields;
  }

  private List<EntryDocument> entries() {
    return orEmpty(tables.load().orElseThrow().entries()).stream()
        .sorted(Comparator.comparing(EntryDocument::key))
        .toList();
  }

  private static Map<String, EntryDocument> byKey(DirectoryDocument document) {
    Map<String, EntryDocument> byKey = new HashMap<>();
    orEmpty(document.entries()).forEach(entry -> byKey.put(entry.key(), entry));
    return byKey;
  }

  private @Nullable EntryDocument parse(String text) {
    try {
      return json.readValue(text.getBytes(StandardCharsets.UTF_8), EntryDocument.class);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private byte[] write(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Report bad(List<BadRow> rows) {
    return new Report(false, List.of(), Map.of(), List.of(), rows);
  }
}
