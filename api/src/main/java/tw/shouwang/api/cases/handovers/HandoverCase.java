package tw.shouwang.api.cases.handovers;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/// What of a case decides about its hand-overs.
///
/// @param centre its present one
/// @param routine whether it can wait, by triage or before it by its sender
/// @param saidUntil one after the sender's last entry
@Introspected
record HandoverCase(
    UUID id, String centre, boolean withdrawn, boolean erased, boolean routine, int saidUntil) {

  /// A withdrawal stops a routine case that has not arrived yet. A graver one still arrives:
  /// whoever holds the sender's phone must not be able to keep a report of danger from those who
  /// act on it.
  boolean stopsHandovers() {
    return erased || (withdrawn && routine);
  }
}
