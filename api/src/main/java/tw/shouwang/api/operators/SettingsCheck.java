package tw.shouwang.api.operators;

import io.micronaut.context.env.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.process.StartRefused;

/// Checks the settings alone, without any part of the service.
final class SettingsCheck {

  private static final String TOPIC = "settings";
  private static final String YES = "yes";
  private static final String HOST = "micronaut.server.host";

  /// The texts that count as a truth value here. The framework takes the first four for true, and
  /// every other text for false.
  private static final Set<String> TRUTHS =
      Set.of("true", "yes", "y", "on", "false", "no", "n", "off");

  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "::1");

  private SettingsCheck() {}

  static List<SetupFinding> look(Environment settings) {
    List<SetupFinding> findings = new ArrayList<>();
    boolean production = settings.getActiveNames().contains(Environments.PROD);
    SettingsReference reference = SettingsReference.packed();
    findings.addAll(mistaken(settings));
    if (!production) {
      findings.add(
          found(
              Level.WEAK,
              "MICRONAUT_ENVIRONMENTS is not prod: keys are made up, and development's commands are"
                  + " there."));
    }
    ProcessRoles roles;
    try {
      roles = ProcessRoles.of(settings);
    } catch (StartRefused e) {
      findings.add(found(Level.WRONG, Refusal.of(e).orElseThrow()));
      return findings;
    }
    for (Setting setting : reference.all()) {
      boolean ours =
          switch (setting.role()) {
            case BOTH -> true;
            case PUBLIC -> roles.isPublic();
            case STAFF -> roles.isStaff();
          };
      if (production
          && ours
          && setting.needed().equals(YES)
          && !setting.property().isEmpty()
          && !isSet(settings, setting.property())) {
        findings.add(
            found(Level.MISSING, setting.variable() + " is not set: " + setting.purpose() + "."));
      }
    }
    String host = settings.getProperty(HOST, String.class).orElse(LOOPBACK.getFirst());
    if (!LOOPBACK.contains(host)) {
      findings.add(
          found(
              Level.WEAK,
              "Requests are taken at "
                  + host
                  + ", without TLS: let nothing but your proxy reach it."));
    }
    if (findings.isEmpty()) {
      findings.add(found(Level.OK, "This is a process of the roles " + roles + "."));
    }
    return findings;
  }

  /// Variables that are no setting, and values that are not of the setting's kind: the framework
  /// would use the default for them, and say nothing.
  static List<SetupFinding> mistaken(Environment settings) {
    SettingsReference reference = SettingsReference.packed();
    Level level = settings.getActiveNames().contains(Environments.PROD) ? Level.WRONG : Level.WEAK;
    List<SetupFinding> findings = new ArrayList<>();
    Set<String> variables = new HashSet<>(System.getenv().keySet());
    Arrays.asList(ServiceLinks.in(System.getenv())).forEach(variables::remove);
    for (String unknown : reference.unknown(variables)) {
      findings.add(found(level, unknown));
    }
    for (Setting setting : reference.all()) {
      if (setting.kind() != null
          && isSet(settings, setting.property())
          && !isOfKind(settings, setting.property(), setting.kind())) {
        findings.add(
            found(
                level,
                setting.variable() + " has no value of its kind; it is " + setting.unit() + "."));
      }
    }
    return findings;
  }

  private static boolean isOfKind(Environment settings, String property, Class<?> kind) {
    if (kind.equals(Boolean.class)) {
      return TRUTHS.contains(
          settings.getProperty(property, String.class).orElse("").toLowerCase(Locale.ENGLISH));
    }
    return settings.getProperty(property, kind).isPresent();
  }

  /// An empty value sets nothing; those of the environment are not even read ([NotSet]).
  static boolean isSet(Environment settings, String property) {
    return settings.containsProperties(property)
        && settings.getProperty(property, String.class).filter(String::isBlank).isEmpty();
  }

  private static SetupFinding found(Level level, String sentence) {
    return new SetupFinding(level, TOPIC, sentence);
  }
}
