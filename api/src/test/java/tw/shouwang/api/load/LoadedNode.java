package tw.shouwang.api.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.api.testing.UnreliableProxy;

/// A node of both roles with 256 MB of heap, in a process of its own, behind whose database stands
/// a proxy.
final class LoadedNode extends NodeClient {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern OUTSIDE =
      Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");
  private static final Pattern PLACES = Pattern.compile("(\\d+) +\\d+ +\\S*OpenStreams\\$Place\\b");

  final UnreliableProxy proxy;
  private final ServiceProcess process;

  private LoadedNode(UnreliableProxy proxy, ServiceProcess process) {
    super(process.uri());
    this.proxy = proxy;
    this.process = process;
  }

  /// @param more settings by their names in Micronaut
  static LoadedNode start(Map<String, String> more) throws IOException {
    Map<String, String> properties = new HashMap<>(new EmbeddedTest() {}.getProperties());
    String url = properties.getOrDefault("shouwang.database.url", "");
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    UnreliableProxy proxy = new UnreliableProxy(port);
    properties.put(
        "shouwang.database.url", url.replace(":" + port + "/", ":" + proxy.port() + "/"));
    properties.put("shouwang.graphql.rate-limits.trusted-proxies", "127.0.0.0/8");
    properties.putAll(more);
    Map<String, String> settings = new HashMap<>();
    properties.forEach((name, value) ->
        settings.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    settings.put("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:NativeMemoryTracking=summary");
    ServiceProcess process = ServiceProcess.start(settings);
    return new LoadedNode(proxy, process);
  }

  /// What the node holds at one moment.
  ///
  /// @param heap megabytes in use after a collection
  /// @param direct megabytes taken outside the heap, by buffers
  /// @param threads of the operating system
  /// @param places for streams that are taken
  record Held(long heap, long direct, long threads, long places) {}

  Held held() throws IOException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long kilobytes = 0;
    for (int generation = 0; generation < 2 && used.find(); generation++) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return new Held(
        kilobytes / 1024,
        first(OUTSIDE, jcmd("VM.native_memory", "summary")) / 1024,
        status("Threads"),
        first(PLACES, jcmd("GC.class_histogram")));
  }

  private static long first(Pattern number, String text) {
    Matcher found = number.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /// A number of `/proc/PID/status`.
  long status(String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  boolean hasRunOutOfMemory() {
    return process.output().contains("OutOfMemoryError");
  }

  private String jcmd(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    words.add(String.valueOf(process.pid()));
    words.addAll(List.of(command));
    Process jcmd = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.close();
    super.close();
    proxy.close();
  }
}
