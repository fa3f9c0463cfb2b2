package tw.shouwang.api.intake.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InStaffProcess;

/// Records who did what to which case and when. The line is written in the transaction of the step
/// itself: there is no step without its line and no line without its step. Never any content.
///
/// From the call until the transaction ends, other steps of the same centre wait at this point,
/// because a centre's lines form a sequence. So call it last, after all other locks are taken.
@Singleton
@Requires(condition = InStaffProcess.class)
public class AuditTrail {

  private final AuditRepository trails;
  private final AuditChain chain;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  AuditTrail(
      AuditRepository trails,
      AuditChain chain,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.trails = trails;
    this.chain = chain;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Records in the caller's transaction, or in a new one if there is none.
  ///
  /// @param worker the identity provider's name for the member
  /// @param centre the trail's centre
  /// @param caseId null if the action is not about one case
  public void record(String worker, String centre, AuditAction action, @Nullable UUID caseId) {
    lines(worker, centre, action, Collections.singletonList(caseId));
  }

  /// The same for several cases, a line each.
  public void recordEach(String worker, String centre, AuditAction action, List<UUID> caseIds) {
    lines(worker, centre, action, caseIds);
  }

  private void lines(
      String worker, String centre, AuditAction action, List<? extends @Nullable UUID> caseIds) {
    transactions.executeWrite(transaction -> {
      AuditHead head = hold(centre);
      List<AuditEntry> entries = new ArrayList<>();
      for (UUID caseId : caseIds) {
        AuditEntry entry =
            chain.next(
                head,
                new AuditEntry(
                    centre, 0, worker, action.name(), caseId, clock.instant(), new byte[0]));
        entries.add(entry);
        head = AuditHead.of(entry);
      }
      trails.saveAll(entries);
      trails.advance(centre, head.number(), head.hash());
      return null;
    });
  }

  /// A page of a centre's trail, newest first.
  ///
  /// @param before only lines with a smaller number
  public List<AuditEntry> page(String centre, long before, int atMost) {
    return trails.before(centre, before, atMost);
  }

  private AuditHead hold(String centre) {
    return trails
        .hold(centre)
        .orElseGet(() -> {
          trails.begin(centre, AuditHead.empty(centre).hash());
          return trails.hold(centre).orElseThrow();
        });
  }
}
