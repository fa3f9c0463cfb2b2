package tw.shouwang.api.intake.handover;

import java.time.Instant;

/// What became of the wish for an export.
sealed interface ExportAnswer {

  /// The schema's type of the same name.
  ///
  /// @param path where to fetch it, with the same login
  record ExportReady(String path, Instant expiresAt, ExportFormat format) implements ExportAnswer {}

  /// No such case in this centre.
  record UnknownCase() implements ExportAnswer {}

  /// Nobody has acknowledged it yet.
  record NotSeen() implements ExportAnswer {}

  /// Its words have died.
  record Unreadable() implements ExportAnswer {}

  /// Neither a case nor a range, or both, or a range that ends before it begins.
  record NoRange() implements ExportAnswer {}

  record TooLong() implements ExportAnswer {}

  /// More than one person reads, or one centre hands out.
  record TooMany() implements ExportAnswer {}
}
