package tw.shouwang.api.cases.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.envelope.Fingerprint;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.Form;
import tw.shouwang.api.cases.records.SenderGroup;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sender.CaseEvent;
import tw.shouwang.api.cases.sender.CaseMessage;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.graphql.ratelimits.CallerKey;

@MicronautTest(transactional = false)
class SubmissionsIT implements EmbeddedTest {

  @Inject Submissions submissions;
  @Inject CaseViews views;

  private final Receipt receipt = Receipt.random(new SecureRandom());

  @Test
  void givesTheSenderTheWayBackToTheirWords() throws Exception {
    submissions.submit(concern(receipt, "救我"));

    CaseView view = views.view(receipt).orElseThrow();
    assertThat(view.status()).isEqualTo(CaseStatus.RECEIVED);
    assertThat(view.timeline()).extracting(CaseEvent::kind).containsExactly(CaseEventKind.RECEIVED);
    assertThat(views.messages(view.handle(), 50, Optional.empty()))
        .extracting(CaseMessage::words)
        .containsExactly("救我");
  }

  @Test
  void answersARetryWithTheSameCase() {
    Receipt retried = Receipt.random(new SecureRandom());
    assertThat(id(submissions.submit(concern(retried, "一"))))
        .isEqualTo(id(submissions.submit(concern(retried, "一"))));
  }

  @Test
  void refusesOtherContentUnderAUsedReceipt() {
    Receipt used = Receipt.random(new SecureRandom());
    submissions.submit(concern(used, "一"));
    assertThat(submissions.submit(concern(used, "二"))).isInstanceOf(Submitted.ReceiptTaken.class);
  }

  @Test
  void keepsOneCaseOfTwinsThatComeAtTheSameMoment() throws Exception {
    Receipt shared = Receipt.random(new SecureRandom());
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Future<Submitted>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Callable<Submitted> send =
            () -> {
              start.await();
              return submissions.submit(concern(shared, "雙胞胎"));
            };
        answers.add(clients.submit(send));
      }
      start.countDown();
      List<Object> ids = new ArrayList<>();
      for (Future<Submitted> answer : answers) {
        ids.add(id(answer.get()));
      }
      assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
    }
  }

  @Test
  void knowsNothingOfAReceiptThatWasNeverUsed() {
    assertThat(views.view(Receipt.random(new SecureRandom()))).isEmpty();
  }

  private static Object id(Submitted submitted) {
    assertThat(submitted).isInstanceOf(Submitted.Received.class);
    return ((Submitted.Received) submitted).view().handle().row().id();
  }

  private static Submission concern(Receipt receipt, String words) {
    return new Submission(
        receipt,
        new ClearFields(
            Form.CONCERN,
            Topic.OTHER,
            List.of(Topic.ECONOMIC),
            List.of(),
            null,
            Urgency.ROUTINE,
            "63000030",
            "tpe",
            SenderGroup.PRIVATE),
        Map.of("words", words),
        Fingerprint.of("CONCERN").field(words),
        false,
        new Origin(null, new CallerKey("test")),
        null);
  }
}
