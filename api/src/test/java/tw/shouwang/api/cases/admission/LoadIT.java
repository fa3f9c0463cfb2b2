package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// What a node under load demands of senders, and of whom it never demands it.
@MicronautTest(transactional = false)
@Property(name = "shouwang.cases.free-per-second", value = "1")
@Property(name = "shouwang.cases.danger-slots", value = "1")
@Property(name = "shouwang.cases.other-slots", value = "1")
@Property(name = "shouwang.cases.usual-per-address", value = "1000")
class LoadIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject Load load;
  @Inject Bulkhead bulkhead;
  @Inject CaseViews views;

  @Test
  void asksForWorkBeforeANewFormOrMessageAndNeverForARetry() {
    Receipt routine = Forms.receipt();
    Map<String, Object> form = Forms.concern(routine, "ROUTINE");
    Map<String, Object> message = Forms.message(routine, "m-1", "還是一樣");
    fill();
    work("SubmitConcern", form);
    form.remove("proof");
    assertThat(app.input("SubmitConcern", form).root().text("__typename"))
        .as("a retry")
        .isEqualTo("CaseReceived");

    work("AddMessage", message);
    message.remove("proof");
    assertThat(app.input("AddMessage", message).root().text("__typename"))
        .as("a retry")
        .isEqualTo("MessageAdded");
    assertThat(
            app.input("AddMessage", Forms.message(Forms.receipt(), "m", "字")).root().text("code"))
        .isEqualTo("UNKNOWN_CASE");
  }

  @Test
  void asksNobodyInImmediateDanger() {
    fill();
    Receipt danger = Forms.receipt();
    assertThat(
            app.input("SubmitConcern", Forms.concern(danger, "IMMEDIATE_DANGER"))
                .root()
                .text("__typename"))
        .isEqualTo("CaseReceived");
    assertThat(
            app.input("AddMessage", Forms.message(danger, "m", "他回來了")).root().text("__typename"))
        .isEqualTo("MessageAdded");
  }

  @Test
  void keepsRoomForDangerWhateverElseComesAndSaysSoonThatThereIsNone() throws Exception {
    Receipt routine = Forms.receipt();
    Receipt danger = Forms.receipt();
    work("SubmitConcern", Forms.concern(routine, "ROUTINE"));
    Map<String, Object> message = Forms.message(routine, "m-1", "還是一樣");
    message.put("proof", solved());
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() ->
          bulkhead.enter(
              Urgency.ROUTINE,
              () -> {
                entered.countDown();
                done.await();
                return true;
              }));
      entered.await();
      long began = System.nanoTime();
      Answer refused = app.input("AddMessage", message).root();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThat(refused.text("code")).isEqualTo("TRY_LATER");
      assertThat(refused.text("retryAfterSeconds")).isEqualTo("5");
      assertThat(refused.at("emergency").each("key")).startsWith("tw.emergency.110");

      assertThat(
              app.input("SubmitConcern", Forms.concern(danger, "IMMEDIATE_DANGER"))
                  .root()
                  .text("__typename"))
          .isEqualTo("CaseReceived");
      assertThat(
              app.input("AddMessage", Forms.message(danger, "m", "快來")).root().text("__typename"))
          .isEqualTo("MessageAdded");
      done.countDown();
    }
    assertThat(app.input("AddMessage", message).root().text("__typename"))
        .isEqualTo("MessageAdded");
  }

  /// Sends without proof of work, is refused, and sends again with it.
  private void work(String document, Map<String, Object> input) {
    fill();
    Answer refused = app.input(document, input).root();
    assertThat(refused.text("code")).isEqualTo("PROOF_REQUIRED");
    assertThat(refused.at("emergency").each("key")).startsWith("tw.emergency.110");
    Answer challenge = refused.at("proofChallenge");
    WorkSolution proof =
        Solver.solve(challenge.text("challenge"), Integer.parseInt(challenge.text("difficulty")));
    input.put("proof", Map.of("challenge", proof.challenge(), "solution", proof.solution()));
    assertThat(app.input(document, input).root().text("__typename"))
        .isIn("CaseReceived", "MessageAdded");
  }

  @Inject WorkChallenges proofOfWork;

  private Map<String, String> solved() {
    var challenge = proofOfWork.issue(4);
    WorkSolution proof = Solver.solve(challenge.challenge(), challenge.difficulty());
    return Map.of("challenge", proof.challenge(), "solution", proof.solution());
  }

  private void fill() {
    for (int i = 0; i < 40; i++) {
      load.note();
    }
  }
}
