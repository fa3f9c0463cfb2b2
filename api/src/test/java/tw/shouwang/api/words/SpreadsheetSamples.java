package tw.shouwang.api.words;

import java.util.List;

/// Texts that spreadsheets turn into something else.
final class SpreadsheetSamples {

  static final List<String> VALUES =
      List.of(
          "0912345678",
          "09123456789012345678",
          "02 2345 6789",
          "(02) 2345-6789",
          "0912-345-678",
          "00123",
          "0900",
          "1",
          "1.0",
          ".5",
          "1,000",
          "1E5",
          "1e-5",
          "2.50E+03",
          "3/4",
          "3-4",
          "2026-11-28",
          "2026/11/28",
          "2026-11-28T18:00:00Z",
          "11/28/26",
          "28.11.2026",
          "115年11月28日",
          "11月28日",
          "3 Mar",
          "Mar 3, 2026",
          "10:30",
          "10:30 PM",
          "上午10:30",
          "50%",
          "$100",
          "NT$100",
          "１２３",
          "０９１２",
          "TRUE",
          "false",
          "True");

  private SpreadsheetSamples() {}
}
