package tw.shouwang.api.intake.handover;

import java.time.Instant;

/// The result of a request for an export.
sealed interface ExportAnswer {

  /// The schema's type of the same name.
  ///
  /// @param path the address of the download, for the same login
  record ExportReady(String path, Instant expiresAt, ExportFormat format) implements ExportAnswer {}

  /// This centre has no such case.
  record UnknownCase() implements ExportAnswer {}

  /// Nobody has acknowledged the case yet.
  record NotSeen() implements ExportAnswer {}

  /// The case's words are erased.
  record Unreadable() implements ExportAnswer {}

  /// The input has neither a case nor a range, or both, or a range that ends before it begins.
  record NoRange() implements ExportAnswer {}

  record TooLong() implements ExportAnswer {}

  /// The member or the centre has exported too much lately.
  record TooMany() implements ExportAnswer {}
}
