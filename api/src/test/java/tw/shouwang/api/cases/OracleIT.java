package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.cases.sender.CaseService;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Nobody can find out whether a receipt that opens nothing ever opened something: unknown, expired
/// and erased receipts get the same bytes in the same time.
@MicronautTest(transactional = false)
class OracleIT implements EmbeddedTest {

  private static final int TRIES = 2_000;
  private static final Duration MOST_APART = Duration.ofMillis(1);

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject CaseService service;
  @Inject CaseNewsStream news;
  @Inject RetentionRun retention;
  @Inject OwnerConnections owner;

  private Map<String, Receipt> receipts = Map.of();

  @BeforeAll
  void letOneExpireAndOneBeErased() throws Exception {
    Receipt expired = Forms.receipt();
    Receipt erased = Forms.receipt();
    Receipt withdrawn = Forms.receipt();
    Receipt changed = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(expired, "ROUTINE"));
    app.input("SubmitConcern", Forms.concern(erased, "ROUTINE"));
    app.input("SubmitConcern", Forms.concern(withdrawn, "IMMEDIATE_DANGER"));
    app.input("SubmitConcern", Forms.concern(changed, "ROUTINE"));
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update cases.case_file set erase_on = current_date - 2 where id = '"
              + views.find(expired).orElseThrow().row().id()
              + "'");
    }
    retention.run();
    app.input("EraseCase", Map.of("receipt", erased.text()));
    app.input("EraseCase", Map.of("receipt", withdrawn.text()));
    app.input(
        "ChangeReceipt", Map.of("receipt", changed.text(), "newReceipt", Forms.receipt().text()));
    receipts =
        Map.of(
            "unknown", Forms.receipt(),
            "expired", expired,
            "erased", erased,
            "withdrawn in danger", withdrawn,
            "changed", changed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CaseView", "CaseProof"})
  void answersQueriesAlike(String document) {
    assertThat(
            receipts.values().stream()
                .map(receipt -> app.send(document, Map.of("receipt", receipt.text()), "zh-TW"))
                .distinct())
        .hasSize(1)
        .first()
        .asString()
        .contains("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AddMessage", "EnablePush", "DisablePush", "ChangeReceipt", "EraseCase"})
  void answersMutationsAlike(String document) {
    assertThat(
            receipts.values().stream()
                .map(receipt ->
                    app.send(document, Map.of("input", input(document, receipt)), "zh-TW"))
                .distinct())
        .hasSize(1)
        .first()
        .asString()
        .contains("UNKNOWN_CASE");
  }

  @Test
  void endsEveryStreamWithoutAnEvent() {
    receipts.forEach((kind, receipt) ->
        assertThat(
                Flux.from(news.of(receipt).orElseThrow())
                    .collectList()
                    .block(Duration.ofMinutes(1)))
            .as(kind)
            .isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CaseView", "AddMessage", "ChangeReceipt"})
  void takesTheSameTime(String document) {
    List<Receipt> kinds =
        List.of(
            receipts.getOrDefault("unknown", Forms.receipt()),
            receipts.getOrDefault("expired", Forms.receipt()),
            receipts.getOrDefault("erased", Forms.receipt()));
    List<long[]> times = new ArrayList<>();
    kinds.forEach(kind -> times.add(new long[TRIES / kinds.size()]));
    for (int warm = 0; warm < 100; warm++) {
      ask(document, kinds.get(warm % kinds.size()));
    }
    // In turns, so that other load on this machine affects all kinds alike.
    for (int i = 0; i < TRIES / kinds.size(); i++) {
      for (int kind = 0; kind < kinds.size(); kind++) {
        long began = System.nanoTime();
        ask(document, kinds.get(kind));
        times.get(kind)[i] = System.nanoTime() - began;
      }
    }
    List<Long> medians = times.stream().map(OracleIT::median).sorted().toList();
    Duration apart = Duration.ofNanos(medians.getLast() - medians.getFirst());
    System.out.println(document + " of unknown, expired, erased: medians (ns) " + medians);
    assertThat(apart).isLessThan(MOST_APART);
  }

  private void ask(String document, Receipt receipt) {
    if (document.equals("CaseView")) {
      app.send(document, Map.of("receipt", receipt.text()), "zh-TW");
    } else {
      app.send(document, Map.of("input", input(document, receipt)), "zh-TW");
    }
  }

  private static long median(long[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static Map<String, Object> input(String document, Receipt receipt) {
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", receipt.text());
    switch (document) {
      case "AddMessage" -> input.putAll(Forms.message(receipt, "m-1", "還在嗎"));
      case "EnablePush" -> input.put("token", FcmStandIn.token(1));
      case "ChangeReceipt" -> input.put("newReceipt", Forms.receipt().text());
      default -> {}
    }
    return input;
  }
}
