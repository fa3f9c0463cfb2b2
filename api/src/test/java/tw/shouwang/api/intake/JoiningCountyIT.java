package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// O7: a county that joins is data: one command, one file. No code and no message knows a county.
@MicronautTest(transactional = false)
class JoiningCountyIT implements EmbeddedTest {

  private static final String ZHONGLI = "68000020";

  private final IdentityProvider provider = IdentityProvider.start();
  private final Path anchors = folder();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject Directory directory;
  @Inject CentreKeyring keyring;
  @Inject CommandsBeside commands;
  @Inject OwnerSql owner;
  @Inject JsonMapper json;

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> settings = new HashMap<>(provider.settings());
    settings.put("shouwang.centre-keys.directory", anchors.toString());
    return settings;
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  /// The whole tour: a report to the third centre, its staff answers, its sender reads.
  @Test
  void goesTheWholeTourInACountyThatJoined() throws Exception {
    assertThat(submitted(Forms.receipt()).text("code")).isEqualTo("NOT_SERVED_HERE");
    Path file = anchors.resolve("tyc.json");
    CommandsBeside.Ended said =
        run("add tyc --areas 68000 --name 桃園市集中篩派案中心 --english Taoyuan --out " + file);
    assertThat(said.status()).as(said.said()).isZero();
    joined("tyc");

    Receipt receipt = Forms.receipt();
    Answer received = submitted(receipt);
    assertThat(received.text("__typename"))
        .as(received.json().toString())
        .isEqualTo("CaseReceived");
    assertThat(received.text("view", "office")).as("G7").isEqualTo("桃園市受理中心");

    StaffDesk worker = desk("y1", "tyc");
    String id = worker.only(Map.of("area", ZHONGLI));
    Answer seen = worker.look(id, "centre proposedRoute { office version }").root();
    assertThat(seen.text("centre")).isEqualTo("tyc");
    assertThat(seen.text("proposedRoute", "office")).isEqualTo("tyc.dv-centre");
    assertThat(seen.text("proposedRoute", "version")).isEqualTo("0");
    assertThat(worker.open(id).text("sealed", "words")).isEqualTo("樓上一直有哭聲");
    worker.step("claimCase", id, Map.of());
    worker.step("triageCase", id, Map.of("level", "URGENT", "category", "PROTECTION"));
    worker.step("replyToCase", id, Map.of("messageId", "m1", "words", "我們明天會去看看"));
    worker.step("referCase", id, Map.of("resources", List.of("tyc.welfare-centre.zhongli")));

    Answer view = StaffDesk.seenBySender(app, receipt);
    assertThat(view.text("status")).isEqualTo("REFERRED");
    assertThat(view.at("messages").each("words")).containsExactly("樓上一直有哭聲", "我們明天會去看看");
    assertThat(view.at("referrals").each("key")).containsExactly("tyc.welfare-centre.zhongli");
    assertThat(owner.count("select count(*) from intake.case_clock where case_id = '" + id + "'"))
        .as("its clocks run")
        .isPositive();
    assertThat(desk("w1", "tpe").look(id, "id").root().isNull()).as("nobody else's").isTrue();
    assertThat(desk("w1", "tpe").inbox(Map.of("area", ZHONGLI), 5, null).root().at("nodes").size())
        .isZero();
    StaffDesk.report(app, Map.of());
    assertThat(worker.inbox(Map.of(), 50, null).root().at("nodes").each("centre"))
        .containsOnly("tyc");

    assertThat(run("add tyc --areas 68000 --name 桃園市集中篩派案中心 --out " + file).status())
        .as("safe to run again")
        .isZero();
    keyring.refreshQuietly();
    assertThat(StaffDesk.seenBySender(app, receipt).at("messages").size()).isEqualTo(2);
  }

  /// Whoever writes the database alone gets no report: neither with a centre and keys of their own
  /// nor with another county in the row of a centre.
  @Test
  void trustsNoCentreByTheDatabaseAlone() throws Exception {
    Path file = anchors.resolve("hsz.json");
    assertThat(run("add hsz --areas 10018 --name 新竹市集中篩派案中心 --out " + file).status()).isZero();
    joined("hsz");
    assertThat(submitted(Forms.receipt(), "10018010").text("__typename")).isEqualTo("CaseReceived");

    owner.run("update directory.centre set areas = array['10018', '10004'] where code = 'hsz'");
    owner.run("update directory.state set revision = revision + 1");
    until(() -> directory.centreOf(directory.area("10004").orElseThrow()).isPresent());
    assertThat(submitted(Forms.receipt(), "10004010").text("code"))
        .as("its verification file does not name this county")
        .isEqualTo("NOT_SERVED_HERE");
    assertThat(submitted(Forms.receipt(), "10018010").text("__typename")).isEqualTo("CaseReceived");
    owner.run("update directory.centre set areas = array['10018'] where code = 'hsz'");
  }

  @Test
  void keepsWhatAFileSaidWhileItIsDamaged() throws Exception {
    Path file = anchors.resolve("cyi.json");
    assertThat(run("add cyi --areas 10020 --name 嘉義市集中篩派案中心 --out " + file).status()).isZero();
    joined("cyi");
    for (String damage :
        List.of("", "{", "{\"code\":\"tpe\"}", "null", "[]", "{\"code\":\"cyi\"}")) {
      String before = Files.readString(file);
      Files.writeString(file, damage);
      keyring.refreshQuietly();
      assertThat(submitted(Forms.receipt(), "10020010").text("__typename"))
          .as(damage)
          .isEqualTo("CaseReceived");
      Files.writeString(file, before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add tpe2 --areas 68000 --name 某中心 | small letters
          add site --areas 68000 --name 某中心 | not site
          add pif --areas 99999 --name 某中心 | 99999 is the code of no county
          add pif --areas 63000030 --name 某中心 | 63000030 is the code of no county
          add pif --areas 63000 --name 某中心 | the centre tpe takes
          add ntpc --areas 65000,10013 --name 某中心 | with other areas
          add pif --areas 10013 --name 某中心 --office no.such | there is no entry no.such
          file atlantis | there is no centre of this name
          """)
  void refusesInASentence(String arguments, String sentence) {
    CommandsBeside.Ended said = run(arguments);
    assertThat(said.status()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.said()).contains(sentence).doesNotContain("Exception", "\tat ");
    assertThat(directory.centre("pif")).isEmpty();
  }

  @Test
  void printsTheFileOfACentreThatIsThere() throws IOException {
    CommandsBeside.Ended said = run("file tpe");
    assertThat(said.status()).isZero();
    Map<?, ?> file = Objects.requireNonNull(json.readValue(said.said(), Map.class));
    assertThat(file.get("code")).isEqualTo("tpe");
    assertThat(file.get("counties")).isEqualTo(List.of("63000"));
    assertThat((List<?>) file.get("districts")).hasSize(12).anyMatch("63000030"::equals);
    assertThat((String) file.get("key")).matches("[A-Za-z0-9+/]{43}=");
    assertThat(file.containsKey("olderKey")).isFalse();
  }

  private CommandsBeside.Ended run(String arguments) {
    return commands.run(("centres " + arguments).split(" ", -1));
  }

  /// Waits until this node serves the centre's row, and looks at the files as it does every minute.
  private void joined(String centre) throws InterruptedException {
    until(() -> directory.centre(centre).isPresent());
    keyring.refreshQuietly();
  }

  private static void until(BooleanSupplier isSo) throws InterruptedException {
    long patience = System.nanoTime() + 30_000_000_000L;
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(patience);
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private Answer submitted(Receipt receipt) {
    return submitted(receipt, ZHONGLI);
  }

  private Answer submitted(Receipt receipt, String area) {
    return app.input(
            "SubmitConcern",
            Map.of(
                "receipt", receipt.text(),
                "topic", "DOMESTIC_VIOLENCE",
                "urgency", "URGENT",
                "words", "樓上一直有哭聲",
                "area", area))
        .root();
  }

  private StaffDesk desk(String subject, String centre) {
    return new StaffDesk(staff, app, provider.token(subject, centre, "INTAKE_WORKER"));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("anchors");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
