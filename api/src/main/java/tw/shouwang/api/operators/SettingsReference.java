package tw.shouwang.api.operators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.operators.Setting.Role;
import tw.shouwang.graphql.json.JsonReader;

/// Every setting that an operator may use.
///
/// Those of the settings records are read from the descriptions that the build makes of the records
/// and their doc comments, so the reference cannot say anything else than the code; where a file
/// that is packed with the program has another default, it counts. Those that are read elsewhere
/// are listed here.
public final class SettingsReference {

  private static final String DESCRIPTIONS = "META-INF/spring-configuration-metadata.json";
  private static final String OURS = "shouwang.";
  private static final String PREFIX = "SHOUWANG_";

  private static final Map<String, Role> ROLES =
      Map.ofEntries(
          Map.entry("shouwang.cases", Role.PUBLIC),
          Map.entry("shouwang.cases.due-within", Role.BOTH),
          Map.entry("shouwang.database.danger-connections", Role.PUBLIC),
          Map.entry("shouwang.database.replica-most-delay", Role.STAFF),
          Map.entry("shouwang.database.replica-url", Role.STAFF),
          Map.entry("shouwang.database.sender-connections", Role.PUBLIC),
          Map.entry("shouwang.database.upkeep-connections", Role.PUBLIC),
          Map.entry("shouwang.database.vault-password", Role.PUBLIC),
          Map.entry("shouwang.erasures", Role.PUBLIC),
          Map.entry("shouwang.graphql.documents", Role.PUBLIC),
          Map.entry("shouwang.intake", Role.STAFF),
          Map.entry("shouwang.pages", Role.PUBLIC),
          Map.entry("shouwang.push", Role.PUBLIC),
          Map.entry("shouwang.staff", Role.STAFF),
          Map.entry("shouwang.trust", Role.STAFF));

  /// A link to a type in a doc comment; the type's own name is left of it.
  private static final Pattern LINK = Pattern.compile("\\[(?:[a-z]+\\.)*(\\w+)]");

  private static final String ALWAYS = "yes";

  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry(
              "shouwang.centre-keys.directory", "unless each centre has its `_VERIFICATION_`"),
          Map.entry("shouwang.centre-keys.verification", "for `SITE`; for a centre without a file"),
          Map.entry("shouwang.database.password", ALWAYS),
          Map.entry("shouwang.database.url", ALWAYS),
          Map.entry("shouwang.database.vault-password", ALWAYS),
          Map.entry("shouwang.erasures.directory", ALWAYS),
          Map.entry("shouwang.keys.directory", ALWAYS),
          Map.entry("shouwang.pages.origins", ALWAYS),
          Map.entry("shouwang.push.web.contact", "with the key file `vapid.key`"),
          Map.entry("shouwang.staff.login.issuer", ALWAYS),
          Map.entry("shouwang.staff.login.jwks-url", ALWAYS));

  /// The types of which not every text is a value.
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "java.time.Duration", Duration.class,
          "int", Integer.class,
          "java.lang.Integer", Integer.class,
          "long", Long.class,
          "java.lang.Boolean", Boolean.class,
          "boolean", Boolean.class,
          "java.net.URI", URI.class);

  private static final List<Setting> READ_ELSEWHERE =
      List.of(
          new Setting(
              "LOG_FORMAT",
              "",
              "`plain` or `json`",
              null,
              "plain",
              Role.BOTH,
              "",
              "the form of log lines; `json` for machines"),
          new Setting(
              "MICRONAUT_ENVIRONMENTS",
              "",
              "text",
              null,
              "",
              Role.BOTH,
              ALWAYS,
              "`prod` for real people; nothing is generated or guessed there"),
          new Setting(
              "MICRONAUT_SERVER_HOST",
              "micronaut.server.host",
              "address",
              null,
              "127.0.0.1",
              Role.BOTH,
              "",
              "where requests are taken; another one than loopback only behind a proxy that logs"
                  + " no addresses"),
          new Setting(
              "MICRONAUT_SERVER_PORT",
              "micronaut.server.port",
              "number",
              Integer.class,
              "8080",
              Role.BOTH,
              "",
              "the port for requests"),
          new Setting(
              "MICRONAUT_SERVER_NETTY_MAX_HEADER_SIZE",
              "micronaut.server.netty.max-header-size",
              "bytes",
              // The framework also takes units, e.g. 32KB.
              null,
              "32768",
              Role.STAFF,
              "",
              "the longest head of staff's requests, tokens included"),
          elsewhere(
              "shouwang.roles",
              "`public` or `staff`",
              null,
              "public,staff",
              Role.BOTH,
              ALWAYS,
              "what this process is; in `prod` both only with `shouwang.allow-combined`"),
          elsewhere(
              "shouwang.allow-combined",
              "`true` or `false`",
              Boolean.class,
              "false",
              Role.BOTH,
              "",
              "accepts that the server which strangers reach can open what they wrote"),
          elsewhere(
              "shouwang.data.directory",
              "path",
              null,
              "data",
              Role.BOTH,
              "",
              "the folder of this node's own data, e.g. the last snapshot of the directory"),
          elsewhere(
              "shouwang.push.stand-in.port",
              "number",
              Integer.class,
              "8089",
              Role.PUBLIC,
              "",
              "the port of the stand-in for Google's service; development only"),
          receiver("url", "address", "where the receiver is: https, and http only on this machine"),
          receiver("centre", "text", "the code of the centre whose events it gets"),
          receiver("neighbour", "text", "for a neighbour system: which it is, as in `referCase`"),
          receiver("events", "list, by commas", "which events it gets"),
          receiver("name", "text", "its name in the key file `webhook-<name>.private.key`"));

  private final List<Setting> settings;

  private SettingsReference(List<Setting> settings) {
    this.settings = settings;
  }

  /// Reads the descriptions that are packed with the program.
  public static SettingsReference packed() {
    List<Setting> settings = new ArrayList<>(READ_ELSEWHERE);
    try {
      ClassLoader packed = SettingsReference.class.getClassLoader();
      for (URL url : Collections.list(packed.getResources(DESCRIPTIONS))) {
        try (InputStream in = url.openStream()) {
          add(settings, JsonReader.object(in.readAllBytes()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.sort(Comparator.comparing(Setting::variable));
    return new SettingsReference(List.copyOf(settings));
  }

  List<Setting> all() {
    return settings;
  }

  /// Every setting with the value that a process in `prod` has if it is not set.
  List<Setting> inProd() {
    Map<String, String> packed = PackedSettings.inProd();
    return settings.stream()
        .map(setting ->
            setting.withStandard(packed.getOrDefault(setting.property(), setting.standard())))
        .toList();
  }

  /// The reference as a table.
  String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| variable | property | unit | default | role | needed in prod | what for |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- |");
    inProd().forEach(setting -> lines.add(setting.row()));
    return String.join("\n", lines);
  }

  /// A sentence for each variable that looks like one of our settings but is not, in alphabetical
  /// order, with the nearest setting. Otherwise a mistyped variable would leave a default that
  /// nobody chose.
  ///
  /// @param variables the names of all variables of the environment
  public List<String> unknown(Collection<String> variables) {
    return variables.stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> settings.stream().noneMatch(setting -> setting.isSetBy(name)))
        .sorted()
        .map(name ->
            name
                + " is no setting"
                + nearest(name).map(near -> ": do you mean " + near + "?").orElse(".")
                + " The command `settings` lists them all.")
        .toList();
  }

  /// The variables of the properties that a sentence names.
  public List<String> variablesIn(String sentence) {
    Map<Integer, String> found = new TreeMap<>();
    for (Setting setting : settings) {
      String property = setting.property();
      int at = property.isEmpty() ? -1 : sentence.indexOf(property);
      int end = at + property.length();
      boolean whole =
          at >= 0
              && (end == sentence.length()
                  || !(Character.isLetterOrDigit(sentence.charAt(end))
                      || sentence.charAt(end) == '-'));
      if (whole) {
        found.merge(
            at, setting.variable(), (one, other) -> one.length() > other.length() ? one : other);
      }
    }
    return List.copyOf(found.values());
  }

  private Optional<String> nearest(String name) {
    return settings.stream()
        .map(Setting::variable)
        .filter(variable -> variable.startsWith(PREFIX))
        .min(Comparator.comparingInt(variable -> distance(name, variable)))
        .filter(variable -> distance(name, variable) <= name.length() * 2 / 5);
  }

  /// How many letters must be changed, added or left out to make one word of the other
  /// (Levenshtein).
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  private static void add(List<Setting> settings, @Nullable Map<String, @Nullable Object> packed) {
    if (packed != null && packed.get("properties") instanceof List<?> properties) {
      for (Object each : properties) {
        if (each instanceof Map<?, ?> property && text(property, "name").startsWith(OURS)) {
          settings.add(described(property));
        }
      }
    }
  }

  private static Setting described(Map<?, ?> packed) {
    String property = text(packed, "name");
    boolean byCentre = text(packed, "type").equals("java.util.Map");
    return new Setting(
        Setting.variableOf(property) + (byCentre ? "_" + Setting.CENTRE : ""),
        property + (byCentre ? ".<centre>" : ""),
        unit(property, text(packed, "type")),
        KINDS.get(text(packed, "type")),
        text(packed, "defaultValue"),
        role(property),
        NEEDED.getOrDefault(property, ""),
        LINK.matcher(text(packed, "description").replaceAll("\\s+", " ")).replaceAll("$1"));
  }

  private static String text(Map<?, ?> packed, String name) {
    Object value = packed.get(name);
    return value == null ? "" : value.toString();
  }

  private static Role role(String property) {
    Role own = ROLES.get(property);
    if (own != null) {
      return own;
    }
    int dot = property.lastIndexOf('.');
    return dot < 0 ? Role.BOTH : role(property.substring(0, dot));
  }

  private static String unit(String property, String type) {
    if (property.endsWith("-bytes")) {
      return "bytes";
    }
    if (property.endsWith(".directory") || property.endsWith(".folder")) {
      return "path";
    }
    return switch (type) {
      case "java.time.Duration" -> "time, e.g. `10s`, `5m`, `24h`, `7d`";
      case "int", "long", "java.lang.Integer" -> "number";
      case "java.lang.Boolean", "boolean" -> "`true` or `false`";
      case "java.net.URI" -> "address";
      case "java.nio.file.Path" -> "path";
      case "java.util.List" -> "list, by commas";
      default -> "text";
    };
  }

  private static Setting elsewhere(
      String property,
      String unit,
      @Nullable Class<?> kind,
      String standard,
      Role role,
      String needed,
      String purpose) {
    return new Setting(
        Setting.variableOf(property), property, unit, kind, standard, role, needed, purpose);
  }

  private static Setting receiver(String field, String unit, String purpose) {
    return new Setting(
        "SHOUWANG_WEBHOOKS_0_" + field.toUpperCase(Locale.ROOT),
        "shouwang.webhooks[0]." + field,
        unit,
        null,
        "",
        Role.STAFF,
        "",
        purpose + "; `_1_` is the second receiver, and so on");
  }
}
