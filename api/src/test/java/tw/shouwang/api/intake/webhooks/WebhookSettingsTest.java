package tw.shouwang.api.intake.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.env.DefaultEnvironment;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.process.StartRefused;

/// I4: the receivers are a list with `neighbour` and `centre` as fields, and each mistake is one
/// sentence.
class WebhookSettingsTest {

  /// A name with underscores once stopped the start, because each underscore was a step.
  @Test
  void readsReceiversFromVariablesWithUnderscoresInNeighbourAndName() {
    List<WebhookReceiver> read =
        variables(
            Map.of(
                "SHOUWANG_WEBHOOKS_0_URL", "https://family.example/hook",
                "SHOUWANG_WEBHOOKS_0_CENTRE", "tpe",
                "SHOUWANG_WEBHOOKS_0_NEIGHBOUR", "VULNERABLE_FAMILY",
                "SHOUWANG_WEBHOOKS_1_NAME", "night_pager",
                "SHOUWANG_WEBHOOKS_1_URL", "http://127.0.0.1:9/hook",
                "SHOUWANG_WEBHOOKS_1_CENTRE", "tpe",
                "SHOUWANG_WEBHOOKS_1_EVENTS", "DANGER_ARRIVED, DEADLINE_NEAR"));
    assertThat(read)
        .extracting(WebhookReceiver::name)
        .containsExactly("tpe-vulnerable-family", "night_pager");
    assertThat(read.getFirst().takes(NeighbourSystem.VULNERABLE_FAMILY, "tpe")).isTrue();
    assertThat(read.getFirst().events()).isEqualTo(Set.of(WebhookEvent.CASE_HANDED_OVER));
    assertThat(read.getLast().events())
        .isEqualTo(Set.of(WebhookEvent.DANGER_ARRIVED, WebhookEvent.DEADLINE_NEAR));
    assertThat(read.getLast().neighbour()).isNull();
  }

  @Test
  void readsAListOfAFile() {
    List<WebhookReceiver> read =
        file(
            Map.of(
                "shouwang.webhooks",
                List.of(
                    Map.of(
                        "url", "https://a.example/",
                        "centre", "tpe",
                        "events", List.of("DANGER_ARRIVED", "DANGER_UNCLAIMED"),
                        "name", "pager"))));
    assertThat(read).extracting(WebhookReceiver::name).containsExactly("pager");
    assertThat(read.getFirst().events()).hasSize(2);
  }

  @Test
  void givesTwoCentresTheSameNeighbour() {
    List<WebhookReceiver> read =
        file(
            Map.of(
                "shouwang.webhooks[0].url", "https://a.example/",
                "shouwang.webhooks[0].centre", "tpe",
                "shouwang.webhooks[0].neighbour", "PROTECTION",
                "shouwang.webhooks[1].url", "https://b.example/",
                "shouwang.webhooks[1].centre", "ntpc",
                "shouwang.webhooks[1].neighbour", "PROTECTION"));
    WebhookReceivers receivers = new WebhookReceivers(read);
    for (String centre : List.of("tpe", "ntpc")) {
      assertThat(receivers.of(NeighbourSystem.PROTECTION, centre))
          .extracting(WebhookReceiver::centre)
          .containsExactly(centre);
    }
  }

  @Test
  void saysEachMistakeInASentence() {
    refuses("[0].centre is a centre's code", "CENTRE", "");
    refuses("[0].centre is a centre's code", "CENTRE", "Taipei City");
    refuses("[0].neighbour is one of PROTECTION,", "NEIGHBOUR", "PROTECTIONS");
    refuses("[0].neighbour is missing", "NEIGHBOUR", "");
    // O14: a name that is no event's.
    refuses("[0].events is a list", "EVENTS", "DANGER");
    refuses("[0].events is a list", "EVENTS", "");
    refuses("[0].name is of lowercase letters", "NAME", "../x");
    refuses("[0].colour is no field", "COLOUR", "red");
    for (String url :
        List.of("", "http://example.org/", "ftp://example.org/", "https://a:b@c/", "/x", "a b")) {
      refuses("[0].url", "URL", url);
    }
    assertThatThrownBy(() ->
            variables(Map.of("SHOUWANG_WEBHOOKS_VULNERABLE_FAMILY_URL", "https://a.example/")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("the receivers are a list; write SHOUWANG_WEBHOOKS_0_URL");
    WebhookReceiver one = variables(good()).getFirst();
    assertThatThrownBy(() -> new WebhookReceivers(List.of(one, one)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("two receivers have the name p_1");
  }

  private static Map<String, String> good() {
    return Map.of(
        "SHOUWANG_WEBHOOKS_0_NAME", "p_1",
        "SHOUWANG_WEBHOOKS_0_URL", "https://a.example/",
        "SHOUWANG_WEBHOOKS_0_CENTRE", "tpe",
        "SHOUWANG_WEBHOOKS_0_NEIGHBOUR", "PROTECTION",
        "SHOUWANG_WEBHOOKS_0_EVENTS", "CASE_HANDED_OVER");
  }

  private static void refuses(String sentence, String field, String value) {
    Map<String, String> settings = new HashMap<>(good());
    settings.put("SHOUWANG_WEBHOOKS_0_" + field, value);
    assertThatThrownBy(() -> variables(settings))
        .as(field + "=" + value)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(".");
  }

  /// O6: the framework's own source of variables rewrites a number between underscores, and the
  /// start was refused for a list without fields.
  @Test
  void readsVariablesAsTheFrameworkRewritesThem() {
    assertThat(
            variables(
                Map.of(
                    "SHOUWANG_WEBHOOKS[0]URL", "https://pager.example.org/",
                    "SHOUWANG_WEBHOOKS[0]CENTRE", "tpe",
                    "SHOUWANG_WEBHOOKS[0]EVENTS", "DANGER_ARRIVED",
                    "SHOUWANG_WEBHOOKS[0]NAME", "pager",
                    "SHOUWANG_WEBHOOKS[1]URL", "https://family.example.org/",
                    "SHOUWANG_WEBHOOKS[1]CENTRE", "tpe",
                    "SHOUWANG_WEBHOOKS[1]NEIGHBOUR", "VULNERABLE_FAMILY")))
        .extracting(WebhookReceiver::name)
        .containsExactly("pager", "tpe-vulnerable-family");
  }

  private static List<WebhookReceiver> variables(Map<String, String> settings) {
    return read(
        new MapPropertySource("env", new HashMap<>(settings)) {
          @Override
          public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
          }
        });
  }

  private static List<WebhookReceiver> file(Map<String, ?> settings) {
    return read(PropertySource.of("file", new HashMap<>(settings)));
  }

  private static List<WebhookReceiver> read(PropertySource source) {
    try (Environment environment = new DefaultEnvironment(() -> List.of("test"))) {
      environment.addPropertySource(source);
      environment.start();
      return new WebhookSettings().receivers(environment).all();
    }
  }
}
