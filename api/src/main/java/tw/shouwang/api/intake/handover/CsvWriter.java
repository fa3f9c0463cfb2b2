package tw.shouwang.api.intake.handover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;

/// A table that Excel opens by a double click: UTF-8 with a byte order mark, CRLF, every cell in
/// quotes, and no cell that a spreadsheet would treat as a formula (CSV injection).
final class CsvWriter implements ExportWriter {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final CSVFormat FORMAT =
      CSVFormat.EXCEL.builder().setQuoteMode(QuoteMode.ALL).get();

  private static final String FORMULA =
      "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE63\uFE62\uFE66\uFE6B";

  private static final Pattern LEADING_BLANKS = Pattern.compile("^[\\s\\p{Z}]+");

  private final List<String> columns;

  /// @param withWords whether the table has a column for the words
  CsvWriter(boolean withWords) {
    List<String> names = new ArrayList<>(COLUMNS);
    if (withWords) {
      names.addAll(TOLD);
      names.add("conversation");
    }
    this.columns = List.copyOf(names);
  }

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "form",
          "topic",
          "otherTopics",
          "indicators",
          "childInvolved",
          "urgency",
          "area",
          "senderGroup",
          "centre",
          "status",
          "triageLevel",
          "triageCategory",
          "route",
          "outcome",
          "referredTo",
          "receivedOn",
          "seenOn",
          "triagedOn",
          "referredOn",
          "transferredOn",
          "closedOn");

  /// The form's sealed fields besides the words, in columns of their own.
  private static final List<String> TOLD =
      List.of(
          "place",
          "person",
          "observedAt",
          "gatekeeperKind",
          "contact",
          "contactKind",
          "safeToContact",
          "interpreter",
          "language");

  @Override
  public byte[] head() throws IOException {
    return (BYTE_ORDER_MARK + line(columns)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] write(
      ExportedCase exported, @Nullable List<OpenedCase.OpenedEntry> words, boolean first)
      throws IOException {
    Map<String, @Nullable Object> fields = exported.fields();
    if (words != null) {
      words.forEach(each -> TOLD.forEach(name -> tell(fields, name, each.fields().get(name))));
      fields.put("conversation", words.stream().map(CsvWriter::said).toList());
    }
    List<String> cells = columns.stream().map(name -> cell(fields.get(name))).toList();
    return line(cells).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] foot() {
    return new byte[0];
  }

  private static void tell(
      Map<String, @Nullable Object> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static String said(OpenedCase.OpenedEntry written) {
    return (written.fromStaff() ? "< " : "> ") + written.fields().getOrDefault("words", "");
  }

  private static String cell(@Nullable Object value) {
    String text =
        switch (value) {
          case null -> "";
          case Collection<?> several ->
              several.stream().map(String::valueOf).collect(Collectors.joining("\n"));
          default -> value.toString();
        };
    return harmless(text);
  }

  /// Spreadsheets treat a cell as a formula if it begins with = + - @ or with the full-width forms
  /// of these; an apostrophe before it makes it text. Some programs split cells at tabs or line
  /// ends even within quotes, so each line is treated like a cell. Other control characters are
  /// removed.
  static String harmless(String text) {
    return text.lines().map(CsvWriter::harmlessLine).collect(Collectors.joining("\n"));
  }

  private static String harmlessLine(String line) {
    StringBuilder kept = new StringBuilder(line.length());
    line.replace('\t', ' ')
        .codePoints()
        .filter(codePoint -> !isSeparating(codePoint))
        .forEach(kept::appendCodePoint);
    String told = LEADING_BLANKS.matcher(kept).replaceFirst("");
    return told.isEmpty() || FORMULA.indexOf(told.codePointAt(0)) < 0 ? told : "'" + told;
  }

  private static boolean isSeparating(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String line(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    FORMAT.printRecord(line, cells.toArray());
    return line.toString();
  }
}
