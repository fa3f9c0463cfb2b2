package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.OperatorClient;

/// O6: an alert that names a metric which no node publishes would never come. So every metric and
/// label of the rules is looked for in what a started service tells operators after a night.
@MicronautTest(transactional = false)
@Property(name = "test.clock", value = "alerts")
class AlertRulesIT implements EmbeddedTest {

  private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.now());

  /// Labels and metrics that Prometheus adds by itself.
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "up");

  @Factory
  @Requires(property = "test.clock", value = "alerts")
  static class Clock {

    @Singleton
    @Replaces(InstantSource.class)
    InstantSource clock() {
      return NOW::get;
    }
  }

  @Inject ApplicationContext context;
  @Inject OperatorClient operators;
  @Inject PublishedMetrics metrics;

  @Test
  void everyMetricOfTheRulesIsPublished() throws IOException {
    everythingThatIsScheduledRunsOnce();
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
    metrics.look();
    String published = operators.get("/prometheus");

    List<String> rules = rules(Path.of("src/dist/alerts/shouwang.yml"));
    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(all(rules, "shouwang_\\w+"))
        .contains("shouwang_webhook_tries_total", "shouwang_disk_free_gib");
    for (String rule : rules) {
      assertThat(namesIn(published)).as(rule).containsAll(metricsOf(rule));
      assertThat(labelsIn(published)).as(rule).containsAll(labelsOf(rule));
    }
    // Those of pushes are held to their labels beside the class that counts them.
    assertThat(namesIn(published))
        .containsAll(
            all(
                rules(Path.of("../notifications/alerts/push.yml")),
                "shouwang_push_(?:waiting|given_up|state)\\w*"));
  }

  @Test
  void everyRuleSaysWhatToDoAndWhetherToWakeSomebody() throws IOException {
    for (String file :
        List.of("src/dist/alerts/shouwang.yml", "../notifications/alerts/push.yml")) {
      assertThat(parsed(Path.of(file)))
          .allSatisfy(rule -> {
            assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
            assertThat(String.valueOf(rule.get("labels"))).matches("\\{severity=(page|ticket)}");
            assertThat(String.valueOf(rule.get("annotations"))).contains("summary=", "action=");
          });
    }
  }

  /// As within a day. A job's gauge appears with its first run.
  private void everythingThatIsScheduledRunsOnce() {
    for (BeanDefinition<Object> definition : context.getBeanDefinitions(Object.class)) {
      for (ExecutableMethod<?, ?> method : definition.getExecutableMethods()) {
        if (!method.getAnnotationValuesByType(Scheduled.class).isEmpty()) {
          run(definition, method);
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void run(BeanDefinition<Object> definition, ExecutableMethod<?, ?> method) {
    ((ExecutableMethod<Object, Object>) method).invoke(context.getBean(definition));
  }

  private static List<Map<String, Object>> parsed(Path file) throws IOException {
    Map<String, List<Map<String, List<Map<String, Object>>>>> read =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    return read.getOrDefault("groups", List.of()).stream()
        .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
        .toList();
  }

  private static List<String> rules(Path file) throws IOException {
    return parsed(file).stream().map(rule -> String.valueOf(rule.get("expr"))).toList();
  }

  private static Set<String> metricsOf(String rule) {
    String alone = rule.replaceAll("\\{[^}]*}", "").replaceAll("\\b(by|on) \\([^)]*\\)", "");
    Set<String> names = all(List.of(alone), "\\b[a-z]+(?:_[a-z]+)+\\b(?!\\()");
    names.removeAll(OF_PROMETHEUS);
    return names;
  }

  /// Labels with their values (`answer="refused"`), and those by which a rule groups (`centre`).
  private static Set<String> labelsOf(String rule) {
    Set<String> labels =
        all(List.of(rule), "\\w+=\"[^\"]*\"").stream()
            .map(AlertRulesIT::asPublished)
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern.compile("\\bby \\(([^)]*)\\)")
        .matcher(rule)
        .results()
        .flatMap(group -> Arrays.stream(group.group(1).split(", ", -1)))
        .map(AlertRulesIT::asPublished)
        .filter(label -> !OF_PROMETHEUS.contains(label))
        .forEach(labels::add);
    return labels;
  }

  /// Prometheus renames a label that it has itself.
  private static String asPublished(String label) {
    return label.replaceFirst("^exported_", "");
  }

  private static Set<String> namesIn(String published) {
    return all(List.of(published), "(?m)^[a-z]\\w*(?=[ {])");
  }

  private static Set<String> labelsIn(String published) {
    Set<String> labels = all(List.of(published), "\\w+=\"[^\"]*\"");
    labels.addAll(all(List.of(published), "\\w+(?==\")"));
    return labels;
  }

  private static Set<String> all(List<String> texts, String pattern) {
    return texts.stream()
        .flatMap(text -> Pattern.compile(pattern).matcher(text).results().map(MatchResult::group))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
