package tw.shouwang.api.intake.audit;

import io.micronaut.core.annotation.Introspected;

/// The last line of a centre's trail. An empty trail has number 0 and 32 zero bytes.
@Introspected
record AuditHead(String centre, long number, byte[] hash) {

  static AuditHead empty(String centre) {
    return new AuditHead(centre, 0, new byte[32]);
  }

  static AuditHead of(AuditEntry entry) {
    return new AuditHead(entry.centre(), entry.number(), entry.hash());
  }
}
