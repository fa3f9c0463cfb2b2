package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.admission.Solver;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OutsideDatabase;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.NodeKeys;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;
import tw.shouwang.notifications.testing.FcmStandIn;

/// The whole story of a sender and a worker at two public and two staff nodes, each request at
/// another node, with proof of work, an outage of the database and a killed node: the answers are
/// those of a single node. W6 and similar findings.
@MicronautTest(transactional = false)
class TwoNodesIT implements EmbeddedTest {

  private static final Duration AWAY = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final IdentityProvider provider = IdentityProvider.start();
  private final OutsideDatabase passwords = new OutsideDatabase();
  private Map<String, String> properties = Map.of();
  private UnreliableProxy proxy = new UnreliableProxy(0);

  @TempDir Path folder;

  @Inject EmbeddedServer single;
  @Inject JsonMapper json;

  @Override
  public Map<String, String> getProperties() {
    properties = EmbeddedTest.super.getProperties();
    proxy = new UnreliableProxy(database().getPort());
    return properties;
  }

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> more = new HashMap<>(provider.settings());
    // Proof of work is demanded from the eleventh report in ten seconds on.
    more.put("shouwang.cases.free-per-second", "1");
    return more;
  }

  @AfterAll
  void stop() throws Exception {
    proxy.close();
    provider.close();
  }

  @Test
  void giveTheAnswersOfOne() throws Exception {
    Story alone = new Story(List.of(single.getPort()), List.of(single.getPort()), "63000030");
    alone.begin();
    alone.middle();
    alone.end();

    List<ServiceProcess> publics = new ArrayList<>();
    List<ServiceProcess> staff = new ArrayList<>();
    try {
      publics.addAll(List.of(ServiceProcess.start(isPublic()), ServiceProcess.start(isPublic())));
      staff.addAll(List.of(ServiceProcess.start(isStaff()), ServiceProcess.start(isStaff())));
      Story story = new Story(ports(publics), ports(staff), "63000040");
      story.begin();
      publics.removeLast().kill();
      story.goesOnAt(ports(publics));
      story.away();
      publics.add(ServiceProcess.start(isPublic()));
      story.goesOnAt(ports(publics));
      story.middle();
      story.end();
      assertThat(story.told).isEqualTo(alone.told);
    } finally {
      publics.forEach(ServiceProcess::close);
      staff.forEach(ServiceProcess::close);
    }
  }

  private URI database() {
    return URI.create(
        properties.getOrDefault("shouwang.database.url", "").substring("jdbc:".length()));
  }

  private Map<String, String> isPublic() throws IOException {
    Path own = Files.createTempDirectory(folder, "public");
    keys().copyToPublic(own);
    return settings("public", passwords.ofPublic(), own);
  }

  private Map<String, String> isStaff() throws IOException {
    Path own = Files.createTempDirectory(folder, "staff");
    keys().copyToStaff(own);
    return settings("staff", passwords.ofStaff(), own);
  }

  /// Those of the test's own node.
  private NodeKeys keys() {
    return new NodeKeys(Path.of(properties.getOrDefault("shouwang.data.directory", "")));
  }

  private Map<String, String> settings(String role, Map<String, String> database, Path own) {
    Map<String, String> settings = new HashMap<>(database);
    settings.put("SHOUWANG_ROLES", role);
    settings.put(
        "SHOUWANG_DATABASE_URL",
        properties
            .getOrDefault("shouwang.database.url", "")
            .replace(":" + database().getPort() + "/", ":" + proxy.port() + "/"));
    settings.put("SHOUWANG_DATA_DIRECTORY", own.toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    settings.put("SHOUWANG_CASES_FREE_PER_SECOND", "1");
    settings.put(
        "SHOUWANG_STAFF_LOGIN_ISSUER", properties.getOrDefault("shouwang.staff.login.issuer", ""));
    settings.put(
        "SHOUWANG_STAFF_LOGIN_JWKS_URL",
        properties.getOrDefault("shouwang.staff.login.jwks-url", ""));
    return settings;
  }

  private static List<Integer> ports(List<ServiceProcess> nodes) {
    return nodes.stream().map(each -> each.uri().getPort()).toList();
  }

  /// The steps of both and their answers. Each request goes to the next node.
  private final class Story {

    final List<String> told = new ArrayList<>();
    private final List<StaffDesk> desks;
    private final Map<String, Object> form;
    private Receipt receipt = Forms.receipt();
    private List<AppClient> apps;
    private String id = "";
    private int asked;

    Story(List<Integer> publics, List<Integer> staff, String area) {
      String token = provider.token("w-" + area, "tpe", "SUPERVISOR");
      this.apps = apps(publics);
      this.desks =
          staff.stream()
              .map(port -> new StaffDesk(StaffClient.at(port, json), apps.getFirst(), token))
              .toList();
      this.form = Forms.concern(receipt, "URGENT");
      form.put("area", area);
    }

    void goesOnAt(List<Integer> publics) {
      apps = apps(publics);
    }

    private List<AppClient> apps(List<Integer> ports) {
      return ports.stream().map(port -> AppClient.at(port, json)).toList();
    }

    private AppClient app() {
      return apps.get(asked++ % apps.size());
    }

    private StaffDesk desk() {
      return desks.get(asked++ % desks.size());
    }

    /// A report under load: one node demands proof of work, another one accepts it.
    void begin() {
      for (int i = 0; i < 12 * apps.size(); i++) {
        Map<String, Object> other = Forms.concern(Forms.receipt(), "ROUTINE");
        other.put("area", "65000010");
        app().input("SubmitConcern", other);
      }
      Answer refused = app().input("SubmitConcern", form).root();
      told.add("without work " + refused.text("code"));
      Answer challenge = refused.at("proofChallenge");
      WorkSolution solved =
          Solver.solve(challenge.text("challenge"), Integer.parseInt(challenge.text("difficulty")));
      form.put("proof", Map.of("challenge", solved.challenge(), "solution", solved.solution()));
      told.add(type(app().input("SubmitConcern", form)));
      form.remove("proof");
      told.add("again " + type(app().input("SubmitConcern", form)));
      told.add(view());
      id = desk().only(Map.of("area", form.get("area")));
      told.add(staff(desk().step("claimCase", id, Map.of())));
      told.add("read " + desk().open(id).at("sealed").text("words"));
    }

    /// The answers of nodes without a database.
    void away() throws InterruptedException {
      long until = System.nanoTime() + AWAY.toNanos();
      proxy.behave(Manner.REFUSE);
      while (System.nanoTime() < until) {
        for (AppClient each : apps) {
          long began = System.nanoTime();
          Answer away = each.input("SubmitConcern", Forms.concern()).root();
          assertThat(away.text("code")).isEqualTo("TEMPORARILY_UNAVAILABLE");
          assertThat(away.at("emergency").each("key")).startsWith("tw.emergency.110");
          assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
          assertThat(each.ask("DirectoryEntry", Map.of("key", "tw.emergency.110")).root().isNull())
              .isFalse();
        }
        for (StaffDesk each : desks) {
          assertThat(String.valueOf(each.look(id, "id").at("errors").text(0, "extensions", "code")))
              .isEqualTo("TEMPORARILY_UNAVAILABLE");
        }
        Thread.sleep(Duration.ofSeconds(1));
      }
      proxy.behave(Manner.PASS);
      for (AppClient each : apps) {
        until(() -> view(each).contains("三樓"));
      }
      for (StaffDesk each : desks) {
        until(() -> each.look(id, "id").at("data", "staffCase").json().isObject());
      }
    }

    /// They write to each other.
    void middle() throws InterruptedException {
      Map<String, Object> reply = Map.of("messageId", "r1", "words", "我們明天過去");
      int version = desk().version(id);
      told.add(staff(desk().step("replyToCase", id, version, reply)));
      told.add("again " + staff(desk().step("replyToCase", id, version, reply)));
      told.add(
          "a stale step " + desk().step("acknowledgeCase", id, version, Map.of()).text("code"));
      told.add(view());
      Map<String, Object> message = Forms.message(receipt, "m1", "他又來了");
      Answer answer = app().input("AddMessage", message).root();
      if (answer.text("__typename").equals("SubmissionRefused")) {
        Answer challenge = answer.at("proofChallenge");
        WorkSolution solved =
            Solver.solve(
                challenge.text("challenge"), Integer.parseInt(challenge.text("difficulty")));
        message.put(
            "proof", Map.of("challenge", solved.challenge(), "solution", solved.solution()));
        answer = app().input("AddMessage", message).root();
      }
      told.add(answer.text("__typename"));
      message.remove("proof");
      told.add("again " + type(app().input("AddMessage", message)));
      told.add("unread " + desk().look(id, "unread").root().text("unread"));
      told.add("read " + desk().open(id).at("sealed", "messages").each("words"));
      told.add(
          type(
              app()
                  .input(
                      "EnablePush",
                      Map.of("receipt", receipt.text(), "token", FcmStandIn.token(7)))));
      told.add(view());
    }

    void end() {
      Receipt fresh = Forms.receipt();
      told.add(
          type(
              app()
                  .input(
                      "ChangeReceipt",
                      Map.of("receipt", receipt.text(), "newReceipt", fresh.text()))));
      told.add("the old receipt " + view());
      told.add("the old receipt " + view());
      receipt = fresh;
      told.add(view());
      told.add(
          staff(desk().step("triageCase", id, Map.of("level", "ROUTINE", "category", "OTHER"))));
      told.add(staff(desk().step("closeCase", id, Map.of("outcome", "HELPED"))));
      told.add(view());
      told.add(type(app().input("EraseCase", Map.of("receipt", receipt.text()))));
      told.add("erased " + view());
      told.add("erased " + view());
      told.add(
          "a message "
              + app().input("AddMessage", Forms.message(receipt, "m2", "字")).root().text("code"));
    }

    private String view() {
      return view(app());
    }

    private String view(AppClient app) {
      Answer seen = app.ask("CaseView", Map.of("receipt", receipt.text()));
      if (seen.at("data").isNull()) {
        return "away";
      }
      Answer view = seen.root();
      return view.isNull()
          ? "nothing"
          : String.join(
              " ",
              view.text("status"),
              kinds(view).toString(),
              view.at("messages").each("words").toString(),
              view.text("pushEnabled"));
    }

    /// Unordered: a sender's times are rounded down to ten minutes and staff's are not, so the
    /// order depends on when in the ten minutes the story starts.
    private static List<String> kinds(Answer view) {
      return view.at("timeline").each("kind").stream().map(String::valueOf).sorted().toList();
    }

    private static String staff(Answer step) {
      return step.text("__typename").equals("CaseChanged")
          ? step.text("case", "status") + " " + step.text("case", "claimedByMe")
          : step.text("code");
    }

    private static String type(Answer answer) {
      return answer.root().text("__typename");
    }

    private static void until(Supplier<Boolean> isSo) throws InterruptedException {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!isSo.get()) {
        assertThat(System.nanoTime()).as("it is back").isLessThan(until);
        Thread.sleep(Duration.ofMillis(200));
      }
    }
  }
}
