package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.ServiceProcess;

/// An open stream gets events of other nodes, and continues when such a node stops.
@MicronautTest(transactional = false)
class CaseNewsFromElsewhereIT implements EmbeddedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject AppClient app;
  @Inject CaseNewsStream news;
  @Inject JsonMapper json;

  private Map<String, String> properties = Map.of();

  @Override
  public Map<String, String> getProperties() {
    properties = EmbeddedTest.super.getProperties();
    return properties;
  }

  @Test
  void survivesTheRestartOfTheNodeThatTheEventCameFrom() {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "ROUTINE"));
    Iterator<CaseNews> stream =
        Flux.from(news.of(receipt).orElseThrow()).timeout(PATIENCE).toIterable().iterator();
    assertThat(stream.next().status()).isEqualTo(CaseStatus.RECEIVED);

    for (int life = 0; life < 2; life++) {
      try (ServiceProcess elsewhere = ServiceProcess.beside(properties);
          AppClient there = AppClient.at(elsewhere.uri().getPort(), json)) {
        assertThat(
                there
                    .input("AddMessage", Forms.message(receipt, "m-" + life, "還是一樣"))
                    .root()
                    .text("__typename"))
            .isEqualTo("MessageAdded");
        assertThat(stream.next().status()).isEqualTo(CaseStatus.RECEIVED);
        elsewhere.kill();
      }
    }
    Receipt fresh = Forms.receipt();
    app.input("ChangeReceipt", Map.of("receipt", receipt.text(), "newReceipt", fresh.text()));
    assertThat(stream.hasNext()).isFalse();
  }
}
