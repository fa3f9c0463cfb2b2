package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;

@MicronautTest(transactional = false)
@Property(name = "shouwang.cases.news-every", value = "50ms")
@Property(name = "shouwang.cases.news-streams", value = "3")
class CaseNewsIT implements EmbeddedTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject AppClient app;
  @Inject CaseNewsStream news;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;

  /// Scenario 24, a stream that is open: it ends when the receipt is changed.
  @Test
  void tellsTheStateNowAndThenEveryChangeUntilTheReceiptIsChanged() throws Exception {
    Receipt receipt = submit();
    UUID id = views.find(receipt).orElseThrow().row().id();
    Iterator<CaseNews> stream =
        Flux.from(news.of(receipt).orElseThrow()).timeout(PATIENCE).toIterable().iterator();

    assertThat(stream.next().status()).isEqualTo(CaseStatus.RECEIVED);
    desk.acknowledge(id);
    assertThat(stream.next().status()).isEqualTo(CaseStatus.SEEN);
    desk.reply(id, "我們明天會去看看");
    assertThat(stream.next().unreadMessages()).isEqualTo(1);
    app.ask("CaseView", Map.of("receipt", receipt.text()));
    assertThat(stream.next().unreadMessages()).isZero();

    String fresh = Receipt.random(new SecureRandom()).text();
    app.input("ChangeReceipt", Map.of("receipt", receipt.text(), "newReceipt", fresh));
    assertThat(stream.hasNext()).isFalse();
  }

  @Test
  void endsWithoutAnEventForAnUnknownReceipt() {
    assertThat(
            Flux.from(news.of(Receipt.random(new SecureRandom())).orElseThrow())
                .collectList()
                .block(PATIENCE))
        .isEmpty();
  }

  @Test
  void keepsNoMoreStreamsThanItMay() {
    List<Disposable> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(Flux.from(news.of(submit()).orElseThrow()).subscribe());
    }
    assertThat(news.of(submit())).isEmpty();
    open.forEach(Disposable::dispose);
    assertThat(news.of(submit())).isPresent();
  }

  private Receipt submit() {
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", receipt.text(),
            "topic", "OTHER",
            "urgency", "ROUTINE",
            "words", "樓上一直有哭聲",
            "area", "63000030"));
    return receipt;
  }
}
