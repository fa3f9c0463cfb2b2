package tw.shouwang.api.cases.sender;

import java.time.LocalDate;

/// Evidence that a case was sent to an office on a day, and of nothing else.
///
/// @param signed the text that `proof verify` checks offline
/// @param office the centre's code
public record CaseProof(String signed, LocalDate issuedOn, LocalDate receivedOn, String office) {}
