package tw.shouwang.api.intake.audit;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tw.shouwang.api.process.InStaffProcess;

/// Verifies whole trails. Needs the audit key.
///
/// | attack | what shows it |
/// | --- | --- |
/// | a line was edited or removed | the table's own chain |
/// | the last lines were removed together with the head | a head that was signed before |
/// | the chain was recomputed with the audit key | a head that was signed before |
///
/// Signed heads are in the table and in the logs. An attacker who can change the table can also
/// delete its signed heads, but not those in the logs.
@Singleton
@Requires(condition = InStaffProcess.class)
class AuditVerification {

  private static final int PAGE = 1_000;

  private final AuditRepository trails;
  private final AuditChain chain;

  AuditVerification(AuditRepository trails, AuditChain chain) {
    this.trails = trails;
    this.chain = chain;
  }

  /// The result for one centre's trail.
  sealed interface Verdict {
    String centre();

    record Intact(String centre, long entries, int signedHeads) implements Verdict {}

    /// This line or the previous one was edited, or the chain was made with another key.
    record Edited(String centre, long number) implements Verdict {}

    record Removed(String centre, long number) implements Verdict {}

    /// The trail ends before a line that is known to exist.
    record Cut(String centre, long lastNumber, long expected) implements Verdict {}

    /// The chain is consistent, but it contradicts a signed head.
    record Recomputed(String centre, long number) implements Verdict {}

    /// A signed head has a wrong signature: its author does not have the audit key.
    record ForgedHead(String centre, long number) implements Verdict {}
  }

  /// @param logged signed heads from logs
  List<Verdict> verify(List<SignedHead> logged) {
    Map<String, AuditHead> heads = new HashMap<>();
    trails.heads().forEach(head -> heads.put(head.centre(), head));
    List<SignedHead> signed = new ArrayList<>(trails.signatures());
    signed.addAll(logged);
    TreeSet<String> centres = new TreeSet<>(trails.centres());
    centres.addAll(heads.keySet());
    signed.forEach(head -> centres.add(head.centre()));
    return centres.stream()
        .map(centre ->
            verify(
                centre,
                heads.getOrDefault(centre, AuditHead.empty(centre)),
                signed.stream().filter(head -> head.centre().equals(centre)).toList()))
        .toList();
  }

  private Verdict verify(String centre, AuditHead head, List<SignedHead> signed) {
    Map<Long, List<SignedHead>> expected = new HashMap<>();
    for (SignedHead each : signed) {
      if (!chain.isSigned(each)) {
        return new Verdict.ForgedHead(centre, each.number());
      }
      expected.computeIfAbsent(each.number(), number -> new ArrayList<>()).add(each);
    }
    AuditHead at = AuditHead.empty(centre);
    for (List<AuditEntry> page = trails.after(centre, 0, PAGE);
        !page.isEmpty();
        page = trails.after(centre, at.number(), PAGE)) {
      for (AuditEntry entry : page) {
        if (entry.number() != at.number() + 1) {
          return new Verdict.Removed(centre, at.number() + 1);
        }
        if (!chain.follows(at, entry)) {
          return new Verdict.Edited(centre, entry.number());
        }
        at = AuditHead.of(entry);
        if (!isAsSigned(at, expected)) {
          return new Verdict.Recomputed(centre, at.number());
        }
      }
    }
    long known = signed.stream().mapToLong(SignedHead::number).max().orElse(0);
    if (at.number() < Math.max(known, head.number())) {
      return new Verdict.Cut(centre, at.number(), Math.max(known, head.number()));
    }
    return MessageDigest.isEqual(at.hash(), head.hash())
        ? new Verdict.Intact(centre, at.number(), signed.size())
        : new Verdict.Recomputed(centre, at.number());
  }

  private static boolean isAsSigned(AuditHead at, Map<Long, List<SignedHead>> expected) {
    return expected.getOrDefault(at.number(), List.of()).stream()
        .allMatch(signed -> MessageDigest.isEqual(signed.hash(), at.hash()));
  }
}
