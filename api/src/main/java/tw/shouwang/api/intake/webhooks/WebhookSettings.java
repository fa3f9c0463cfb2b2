package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.process.StartRefused;

/// Reads the list `shouwang.webhooks`: `[0].url` in files, `SHOUWANG_WEBHOOKS_0_URL` in the
/// environment. The framework binds such lists from files only, and splits the name of a variable
/// at each underscore; here the number and the field are the whole name.
///
/// Each mistake stops the start with one sentence that names the receiver and its field.
@Factory
final class WebhookSettings {

  private static final String LIST = "shouwang.webhooks";
  private static final Set<String> FIELDS = Set.of("name", "url", "centre", "neighbour", "events");
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,3})[.-](.+)");

  /// `SHOUWANG_WEBHOOKS_0_URL`, also as the framework rewrites it: `SHOUWANG_WEBHOOKS[0]URL`.
  private static final Pattern VARIABLE =
      Pattern.compile("SHOUWANG_WEBHOOKS[_\\[]([0-9]{1,3})[_\\]](.+)");

  static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,40}");
  private static final Pattern CENTRE = Pattern.compile("[a-z0-9-]{1,20}");

  @Singleton
  WebhookReceivers receivers(Environment environment) {
    TreeMap<Integer, Map<String, String>> numbered = new TreeMap<>();
    Set<Integer> bare = listed(environment, numbered);
    ofVariables(environment, numbered);
    environment
        .getProperties(LIST)
        .forEach((key, value) -> add(numbered, key, String.valueOf(value)));
    bare.removeAll(numbered.keySet());
    for (int number : bare) {
      throw new StartRefused(LIST + "[" + number + "] has no fields; it needs url and centre.");
    }
    List<WebhookReceiver> receivers = new ArrayList<>();
    numbered.forEach((number, fields) -> receivers.add(receiver(number, fields)));
    return new WebhookReceivers(receivers);
  }

  /// Adds the receivers of files.
  ///
  /// @return the numbers of receivers from variables: the framework lists these too, but without
  ///   their fields
  private static Set<Integer> listed(
      Environment environment, TreeMap<Integer, Map<String, String>> numbered) {
    Set<Integer> bare = new TreeSet<>();
    List<?> list = environment.getProperty(LIST, Argument.of(List.class)).orElse(List.of());
    for (int number = 0; number < list.size(); number++) {
      if (list.get(number) instanceof Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          put(numbered, number, String.valueOf(field.getKey()), text(field.getValue()));
        }
      } else {
        bare.add(number);
      }
    }
    return bare;
  }

  /// Adds the receivers of the environment. The framework reads a number between underscores as a
  /// place in a list and loses the field behind it, so the variables are read by themselves.
  private static void ofVariables(
      Environment environment, TreeMap<Integer, Map<String, String>> numbered) {
    for (PropertySource source : environment.getPropertySources()) {
      if (source.getConvention() == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE) {
        for (String name : source) {
          Matcher parts = VARIABLE.matcher(name);
          if (parts.matches()) {
            put(
                numbered,
                Integer.parseInt(parts.group(1)),
                parts.group(2).toLowerCase(Locale.ROOT),
                String.valueOf(source.get(name)));
          }
        }
      }
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof Collection<?> several
        ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private static void add(
      TreeMap<Integer, Map<String, String>> numbered, String key, String value) {
    Matcher parts = NUMBERED.matcher(key);
    if (!parts.matches()) {
      throw new StartRefused(
          LIST
              + "."
              + key
              + ": the receivers are a list; write SHOUWANG_WEBHOOKS_0_URL, _0_CENTRE,"
              + " _0_NEIGHBOUR, _0_EVENTS and _0_NAME for the first, and so on.");
    }
    put(numbered, Integer.parseInt(parts.group(1)), parts.group(2), value);
  }

  private static void put(
      TreeMap<Integer, Map<String, String>> numbered, int number, String field, String value) {
    if (!FIELDS.contains(field)) {
      throw new StartRefused(
          at(number, field)
              + " is no field of a receiver; it has name, url, centre, neighbour and"
              + " events.");
    }
    numbered.computeIfAbsent(number, _ -> new TreeMap<>()).put(field, value.strip());
  }

  private static WebhookReceiver receiver(int number, Map<String, String> fields) {
    String centre = fields.getOrDefault("centre", "");
    if (!CENTRE.matcher(centre).matches()) {
      throw new StartRefused(at(number, "centre") + " is a centre's code, for example tpe.");
    }
    NeighbourSystem neighbour = neighbour(number, fields.getOrDefault("neighbour", ""));
    Set<WebhookEvent> events = events(number, fields.get("events"), neighbour);
    String name = fields.getOrDefault("name", defaultName(centre, neighbour));
    if (!NAME.matcher(name).matches()) {
      throw new StartRefused(
          at(number, "name")
              + " is of lowercase letters, digits, dashes and underscores, 40 at most;"
              + " only a receiver with a neighbour needs none.");
    }
    return new WebhookReceiver(name, url(number, fields), centre, neighbour, events);
  }

  private static String defaultName(String centre, @Nullable NeighbourSystem neighbour) {
    return neighbour == null
        ? ""
        : centre + "-" + neighbour.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable NeighbourSystem neighbour(int number, String name) {
    if (name.isEmpty()) {
      return null;
    }
    return named(NeighbourSystem.class, name)
        .orElseThrow(() ->
            new StartRefused(
                at(number, "neighbour") + " is one of " + all(NeighbourSystem.class) + "."));
  }

  private static Set<WebhookEvent> events(
      int number, @Nullable String names, @Nullable NeighbourSystem neighbour) {
    Set<WebhookEvent> events = EnumSet.noneOf(WebhookEvent.class);
    for (String name : names == null ? new String[0] : names.split(",", -1)) {
      events.add(
          named(WebhookEvent.class, name)
              .filter(event -> !event.followsHandover())
              .orElseThrow(() ->
                  new StartRefused(
                      at(number, "events")
                          + " is a list with commas of "
                          + Arrays.stream(WebhookEvent.values())
                              .filter(event -> !event.followsHandover())
                              .map(Enum::name)
                              .collect(Collectors.joining(", "))
                          + ".")));
    }
    if (neighbour != null && names == null) {
      events.add(WebhookEvent.CASE_HANDED_OVER);
    }
    if (events.isEmpty()) {
      throw new StartRefused(at(number, "events") + " is empty: the receiver would get nothing.");
    }
    if (neighbour == null && events.contains(WebhookEvent.CASE_HANDED_OVER)) {
      throw new StartRefused(
          at(number, "neighbour")
              + " is missing: say which system takes the cases, one of "
              + all(NeighbourSystem.class)
              + ".");
    }
    return events;
  }

  private static URI url(int number, Map<String, String> fields) {
    URI url;
    try {
      url = URI.create(fields.getOrDefault("url", ""));
    } catch (IllegalArgumentException e) {
      throw new StartRefused(at(number, "url") + " is not an address.", e);
    }
    boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getUserInfo() != null) {
      throw new StartRefused(
          at(number, "url") + " is an http or https address without a user in it.");
    }
    if (url.getScheme().equals("http") && !isLoopback(url.getHost())) {
      throw new StartRefused(at(number, "url") + ": http only on this machine, https to others.");
    }
    return url;
  }

  private static boolean isLoopback(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
  }

  private static String at(int number, String field) {
    return LIST + "[" + number + "]." + field;
  }

  private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
        .findFirst();
  }

  private static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
