package tw.shouwang.api.intake.handover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.words.SpreadsheetCells;

/// A table that Excel opens by a double click: UTF-8 with a byte order mark, CRLF, every cell in
/// quotes, and no cell of what somebody wrote that a spreadsheet would calculate (CSV injection) or
/// turn into a number or a date.
final class CsvWriter implements ExportWriter {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final CSVFormat FORMAT =
      CSVFormat.EXCEL.builder().setQuoteMode(QuoteMode.ALL).get();

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
          "closedOn",
          "neighbour",
          "mergedInto",
          "claimedBy",
          "dueBy",
          "withdrawnOn",
          "exercise");

  /// Our own values that are numbers, dates and truth values in a spreadsheet too.
  private static final Set<String> TYPED =
      Set.of(
          "childInvolved",
          "area",
          "receivedOn",
          "seenOn",
          "triagedOn",
          "referredOn",
          "transferredOn",
          "closedOn",
          "dueBy",
          "withdrawnOn",
          "exercise");

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
    List<String> cells =
        columns.stream()
            .map(name -> TYPED.contains(name) ? joined(fields.get(name)) : cell(fields.get(name)))
            .toList();
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
    return (written.fromStaff() ? "< " : "> ")
        + written.on()
        + " "
        + written.fields().getOrDefault("words", "");
  }

  private static String cell(@Nullable Object value) {
    return SpreadsheetCells.text(joined(value));
  }

  private static String joined(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Collection<?> several ->
          several.stream().map(String::valueOf).collect(Collectors.joining("\n"));
      default -> value.toString();
    };
  }

  private static String line(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    FORMAT.printRecord(line, cells.toArray());
    return line.toString();
  }
}
