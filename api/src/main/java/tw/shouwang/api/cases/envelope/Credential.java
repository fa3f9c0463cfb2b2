package tw.shouwang.api.cases.envelope;

import java.util.HexFormat;
import java.util.Optional;

/// What somebody shows to reach a case: its receipt, or only what a client derived from the receipt
/// that it keeps. Both lead to the same case.
public sealed interface Credential permits Receipt, Tokens {

  /// The part that finds and reads the case, 32 bytes.
  byte[] lookup();

  /// A hash of the part that changes the case, 32 bytes; empty if only the first part was shown.
  Optional<byte[]> handCheck();

  /// What a client's cache may know the case by: 32 hexadecimal digits, the same for a receipt and
  /// its parts. Nothing that is stored leads to it, it leads to nothing that is stored, and another
  /// receipt of the case has another one.
  default String viewName() {
    return HexFormat.of().formatHex(Derivation.derive(lookup(), "view", 16));
  }
}
