package tw.shouwang.api.intake.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.audit.AuditVerification.Verdict;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.testing.OwnerSql;

@MicronautTest(transactional = false)
class AuditTrailIT implements EmbeddedTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @Inject AuditTrail trail;
  @Inject AuditChain chain;
  @Inject AuditRepository rows;
  @Inject AuditVerification verification;
  @Inject CommandsBeside commands;
  @Inject AuditSigning signing;
  @Inject OwnerSql owner;
  @Inject TransactionOperations<Connection> transactions;

  @BeforeEach
  void beginAnew() throws SQLException {
    owner.run("truncate intake.audit_entry, intake.audit_head, intake.audit_signature");
  }

  @Test
  void isIntactAsItWasWritten() {
    UUID id = UUID.randomUUID();
    trail.record("worker-1", "tpe", AuditAction.OPENED, id);
    trail.record("worker-2", "ntpc", AuditAction.ROUTING_SAVED, null);
    trail.record("worker-1", "tpe", AuditAction.REPLIED, id);
    signing.sign();

    assertThat(verification.verify(List.of()))
        .containsExactly(new Verdict.Intact("ntpc", 1, 1), new Verdict.Intact("tpe", 2, 1));
    assertThat(trail.page("tpe", Long.MAX_VALUE, 10))
        .extracting(AuditEntry::action)
        .containsExactly("REPLIED", "OPENED");
  }

  @Test
  void leavesNoLineOfAStepThatFailed() {
    write(1);
    assertThatThrownBy(() ->
            transactions.executeWrite(transaction -> {
              trail.record("worker-1", "tpe", AuditAction.CLOSED, UUID.randomUUID());
              throw new IllegalStateException("the step fails after its line");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(verdict()).isEqualTo(new Verdict.Intact("tpe", 1, 0));
  }

  @Test
  void staysOneChainWhenManyWriteAtOnce() {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 60)
          .forEach(step ->
              workers.submit(() ->
                  trail.record(
                      "worker-" + step,
                      step % 3 == 0 ? "ntpc" : "tpe",
                      AuditAction.CLAIMED,
                      null)));
    }
    assertThat(verification.verify(List.of()))
        .containsExactly(new Verdict.Intact("ntpc", 20, 0), new Verdict.Intact("tpe", 40, 0));
  }

  @Test
  void findsAnEditOfEveryColumn() throws SQLException {
    for (String edit :
        List.of(
            "worker = 'somebody-else'",
            "action = 'CLAIMED'",
            "case_id = gen_random_uuid()",
            "case_id = null",
            "happened_at = happened_at - interval '1 microsecond'",
            "hash = decode(repeat('00', 32), 'hex')")) {
      beginAnew();
      write(5);
      owner.run("update intake.audit_entry set " + edit + " where number = 3");
      assertThat(verdict()).as(edit).isEqualTo(new Verdict.Edited("tpe", 3));
    }
  }

  @Test
  void findsARemovalAndAMoveToAnotherCentre() throws SQLException {
    write(5);
    owner.run("delete from intake.audit_entry where number = 3");
    assertThat(verdict()).isEqualTo(new Verdict.Removed("tpe", 3));

    beginAnew();
    write(5);
    owner.run("update intake.audit_entry set centre = 'ntpc'");
    assertThat(verification.verify(List.of()).getFirst()).isEqualTo(new Verdict.Edited("ntpc", 1));
  }

  @Test
  void findsAnEntryThatWasRemovedAndTheRestMovedUp() throws SQLException {
    write(5);
    owner.run("delete from intake.audit_entry where number = 3");
    owner.run("update intake.audit_entry set number = number - 1 where number > 3");
    assertThat(verdict()).isEqualTo(new Verdict.Edited("tpe", 3));
  }

  @Test
  void findsACutTail() throws SQLException {
    write(5);
    owner.run("delete from intake.audit_entry where number > 3");
    assertThat(verdict()).as("the head is there").isEqualTo(new Verdict.Cut("tpe", 3, 5));
  }

  @Test
  void findsACutTailWhoseHeadWasSetBackBySignatureAndByLog() throws SQLException {
    write(5);
    signing.sign();
    SignedHead logged = rows.signatures().getFirst();
    cutAndSetTheHeadBack();
    assertThat(verdict()).isEqualTo(new Verdict.Cut("tpe", 3, 5));

    owner.run("truncate intake.audit_signature");
    assertThat(verdict()).as("the table alone cannot know").isInstanceOf(Verdict.Intact.class);
    assertThat(verification.verify(List.of(logged))).containsExactly(new Verdict.Cut("tpe", 3, 5));
  }

  @Test
  void findsAChainThatWasRecomputedWithoutTheKey() throws Exception {
    write(5);
    recompute(new AuditChain(keysOfAForger()));
    assertThat(verdict()).isEqualTo(new Verdict.Edited("tpe", 1));
  }

  @Test
  void findsAChainThatWasRecomputedWithTheKeyByWhatWasSignedBefore() throws Exception {
    write(5);
    signing.sign();
    SignedHead logged = rows.signatures().getFirst();
    owner.run("truncate intake.audit_signature");
    recompute(chain);
    assertThat(verdict()).as("in itself it is right").isInstanceOf(Verdict.Intact.class);
    assertThat(verification.verify(List.of(logged)))
        .containsExactly(new Verdict.Recomputed("tpe", 5));
  }

  @Test
  void findsAHeadThatTheAuditKeyDidNotSign() throws Exception {
    write(2);
    SignedHead forged = new AuditChain(keysOfAForger()).sign(rows.heads().getFirst(), DAY);
    assertThat(verification.verify(List.of(forged)))
        .containsExactly(new Verdict.ForgedHead("tpe", 2));
  }

  @Test
  void readsTheHeadsOutOfALog(@TempDir Path folder) throws Exception {
    write(5);
    SignedHead head = chain.sign(rows.heads().getFirst(), DAY);
    Path log = folder.resolve("staff.log");
    Files.writeString(
        log, "00:05:00.001 INFO something else\n{\"message\":\"" + head.line() + "\",\"a\":1}\n");
    assertThat(SignedHead.parse(head.line()).orElseThrow().line()).isEqualTo(head.line());
    assertThat(verify("--log", log.toString())).isZero();

    cutAndSetTheHeadBack();
    assertThat(verify()).isZero();
    assertThat(verify("--log", log.toString())).isEqualTo(1);
  }

  @Test
  void cannotBeChangedByTheRoleThatServesRequests() {
    write(1);
    for (String change :
        List.of(
            "update intake.audit_entry set worker = 'x'",
            "delete from intake.audit_entry",
            "delete from intake.audit_signature")) {
      assertThatThrownBy(() ->
              transactions.executeWrite(transaction -> {
                try (Statement statement = transaction.getConnection().createStatement()) {
                  return statement.executeUpdate(change);
                }
              }))
          .as(change)
          .hasStackTraceContaining("permission denied");
    }
  }

  private void write(int entries) {
    for (int i = 0; i < entries; i++) {
      trail.record("worker-1", "tpe", AuditAction.OPENED, UUID.randomUUID());
    }
  }

  private Verdict verdict() {
    List<Verdict> verdicts = verification.verify(List.of());
    assertThat(verdicts).hasSize(1);
    return verdicts.getFirst();
  }

  private int verify(String... more) {
    List<String> words = new ArrayList<>(List.of("audit", "verify"));
    words.addAll(List.of(more));
    return commands.run(words.toArray(String[]::new)).status();
  }

  private void cutAndSetTheHeadBack() throws SQLException {
    owner.run("delete from intake.audit_entry where number > 3");
    owner.run(
        """
        update intake.audit_head
        set number = 3,
            hash = (select hash from intake.audit_entry where number = 3)
        """);
  }

  private void recompute(AuditChain with) throws SQLException {
    owner.run("truncate intake.audit_entry, intake.audit_head");
    AuditHead head = AuditHead.empty("tpe");
    rows.begin("tpe", head.hash());
    for (int i = 0; i < 5; i++) {
      AuditEntry entry =
          with.next(
              head,
              new AuditEntry(
                  "tpe", 0, "somebody-else", "OPENED", null, Instant.now(), new byte[0]));
      rows.saveAll(List.of(entry));
      head = AuditHead.of(entry);
    }
    rows.advance("tpe", head.number(), head.hash());
  }

  private static KeyFiles keysOfAForger() throws Exception {
    return new KeyFiles(Files.createTempDirectory("forger"), true, new SecureRandom());
  }
}
