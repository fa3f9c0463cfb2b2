package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.Sender.Request;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Nobody can find out whether a receipt that opens nothing ever opened something: unknown, expired
/// and erased receipts get the same bytes in the same time, in both ways.
@MicronautTest(transactional = false)
class OracleIT implements EmbeddedTest {

  private static final int TRIES = 1_500;

  /// How far apart answers may be: this, or a tenth of what they take where the machine is slower.
  private static final Duration MOST_APART = Duration.ofMillis(1);

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject CentreKeyring keyring;
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
    assertThat(told(sender(Way.SEALED, erased).form())).isEqualTo("CaseReceived");
    app.input("SubmitConcern", Forms.concern(withdrawn, "IMMEDIATE_DANGER"));
    Sender changing = sender(Way.SEALED, changed);
    changing.read(changing.form().ask(app).at("case"));
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
    assertThat(told(changing.changeTo(Forms.receipt()))).isEqualTo("ReceiptChanged");
    receipts =
        Map.of(
            "unknown", Forms.receipt(),
            "expired", expired,
            "erased", erased,
            "withdrawn in danger", withdrawn,
            "changed", changed);
  }

  private Sender sender(Way way, Receipt receipt) {
    return way.sender(receipt, "ROUTINE", "三樓的阿嬤好幾天沒有出門了", keyring.newest("tpe").orElseThrow());
  }

  private String told(Request request) {
    return Sender.told(request.ask(app));
  }

  /// What a sender's client can ask of a case.
  enum Asked {
    VIEW,
    PROOF,
    MESSAGE,
    ENABLE_PUSH,
    DISABLE_PUSH,
    CHANGE,
    ERASE;

    boolean isQuery() {
      return this == VIEW || this == PROOF;
    }

    Request of(Sender sender) {
      return switch (this) {
        case VIEW -> sender.view();
        case PROOF -> sender.proof();
        case MESSAGE -> sender.message("m-1", "還在嗎");
        case ENABLE_PUSH -> sender.enablePush(FcmStandIn.token(1));
        case DISABLE_PUSH -> sender.disablePush();
        case CHANGE -> sender.changeTo(Forms.receipt());
        case ERASE -> sender.erase();
      };
    }
  }

  @ParameterizedTest
  @MethodSource("everything")
  void answersAlike(Way way, Asked asked) {
    assertThat(
            receipts.values().stream()
                .map(receipt -> send(asked.of(sender(way, receipt))))
                .distinct())
        .hasSize(1)
        .first()
        .asString()
        .contains(asked.isQuery() ? "null" : "UNKNOWN_CASE");
  }

  static Stream<Arguments> everything() {
    return Stream.of(Way.values())
        .flatMap(way -> Stream.of(Asked.values()).map(asked -> Arguments.of(way, asked)));
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
  @MethodSource("timed")
  void takesTheSameTime(Way way, Asked asked) {
    List<Sender> kinds =
        Stream.of("unknown", "expired", "erased")
            .map(kind -> sender(way, receipts.getOrDefault(kind, Forms.receipt())))
            .toList();
    List<long[]> times = new ArrayList<>();
    kinds.forEach(kind -> times.add(new long[TRIES / kinds.size()]));
    for (int warm = 0; warm < 100; warm++) {
      send(asked.of(kinds.get(warm % kinds.size())));
    }
    // In turns, each time beginning with another one, so that other load affects all kinds alike.
    for (int i = 0; i < TRIES / kinds.size(); i++) {
      for (int turn = 0; turn < kinds.size(); turn++) {
        int kind = (i + turn) % kinds.size();
        Request request = asked.of(sender(way, kinds.get(kind).receipt()));
        long began = System.nanoTime();
        send(request);
        times.get(kind)[i] = System.nanoTime() - began;
      }
    }
    List<Long> usual = times.stream().map(OracleIT::quarter).toList();
    System.out.println(way + " " + asked + " of unknown, expired, erased (ns): " + usual);
    long least = Collections.min(usual);
    assertThat(Duration.ofNanos(Collections.max(usual) - least))
        .isLessThan(Duration.ofNanos(Math.max(MOST_APART.toNanos(), least / 10)));
  }

  static Stream<Arguments> timed() {
    return Stream.of(
        Arguments.of(Way.PLAIN, Asked.VIEW),
        Arguments.of(Way.SEALED, Asked.VIEW),
        Arguments.of(Way.SEALED, Asked.MESSAGE),
        Arguments.of(Way.PLAIN, Asked.CHANGE));
  }

  private String send(Request request) {
    return app.send(request.document(), request.variables(), "zh-TW");
  }

  /// The time that a quarter of the answers stay below: what waited for a processor is in the rest.
  private static long quarter(long[] times) {
    Arrays.sort(times);
    return times[times.length / 4];
  }
}
