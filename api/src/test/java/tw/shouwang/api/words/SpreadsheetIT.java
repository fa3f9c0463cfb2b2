package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// B4: opens cells in a real spreadsheet, LibreOffice, by its defaults and with its "detect special
/// numbers", which is how Excel reads. Skipped, and says so, where LibreOffice is not installed
/// (Debian: `libreoffice-calc-nogui`).
class SpreadsheetIT {

  /// Field separator, text delimiter, character set, first line, column formats, language, quoted
  /// field as text, detect special numbers.
  private static final String DEFAULTS = "CSV:44,34,76,1,,0,false,false";

  private static final String SPECIAL_NUMBERS = "CSV:44,34,76,1,,0,false,true";

  @TempDir Path folder;

  @Test
  void opensEveryCellAsItIs() throws Exception {
    Assumptions.assumeTrue(
        isInstalled(), "LibreOffice is not installed, so no spreadsheet has opened an export here");
    List<String> cells = new ArrayList<>(SpreadsheetSamples.VALUES);
    cells.addAll(List.of("=1+1", "+886912345678", "@x", "中山路1號2樓", "每天18:00以後", "after 6 pm"));
    for (String filter : List.of(DEFAULTS, SPECIAL_NUMBERS)) {
      List<String> opened = opened(cells.stream().map(SpreadsheetCells::text).toList(), filter);
      assertThat(opened.stream().map(cell -> cell.replaceFirst("^'", "")).toList())
          .as(filter)
          .containsExactlyElementsOf(cells);
      assertThat(opened(cells, filter)).as("the samples are worth a test").isNotEqualTo(cells);
    }
  }

  /// The cells of one column after a spreadsheet has opened and saved them.
  private List<String> opened(List<String> cells, String filter) throws Exception {
    Path file = Files.createTempFile(folder, "cells", ".csv");
    StringBuilder csv = new StringBuilder("\uFEFF");
    CSVFormat format = CSVFormat.EXCEL.builder().setQuoteMode(QuoteMode.ALL).get();
    for (String cell : cells) {
      format.printRecord(csv, cell, "x");
    }
    Files.writeString(file, csv);
    Path out = Files.createTempDirectory(folder, "out");
    run(
        "soffice",
        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
        "--headless",
        "--infilter=" + filter,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
        "--outdir",
        out.toString(),
        file.toString());
    String saved = Files.readString(out.resolve(file.getFileName())).replace("\uFEFF", "");
    try (var parsed = CSVFormat.EXCEL.parse(new java.io.StringReader(saved))) {
      return parsed.getRecords().stream().map((CSVRecord row) -> row.get(0)).toList();
    }
  }

  private static boolean isInstalled() {
    try {
      return run("soffice", "--version").contains("LibreOffice");
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
