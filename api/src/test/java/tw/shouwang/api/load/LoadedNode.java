package tw.shouwang.api.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.api.testing.UnreliableProxy;

/// A node of both roles with 256 MB of heap, in a process of its own, behind whose database stands
/// a proxy. Callers are told apart by `X-Forwarded-For`.
final class LoadedNode implements AutoCloseable {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern OUTSIDE =
      Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");
  private static final Pattern PLACES = Pattern.compile("(\\d+) +\\d+ +\\S*OpenStreams\\$Place\\b");

  final UnreliableProxy proxy;
  private final ServiceProcess process;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private LoadedNode(UnreliableProxy proxy, ServiceProcess process) {
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
    process.uri();
    return new LoadedNode(proxy, process);
  }

  URI uri() {
    return process.uri();
  }

  HttpRequest get(String path) {
    return request(path, "198.51.100.1").GET().build();
  }

  HttpRequest post(String path, String address, byte[] body, String... headers) {
    HttpRequest.Builder request =
        request(path, address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  /// @param query as it stands in JSON, without line ends and with its quotes escaped
  HttpRequest ask(String address, String query) {
    return post(
        "/graphql", address, ("{\"query\":\"" + query + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest submit(String address, String urgency) {
    return mutate(
        address,
        "submitConcern",
        "SubmitConcernInput",
        "\"receipt\":\""
            + Forms.receipt().text()
            + "\",\"topic\":\"OTHER\",\"urgency\":\""
            + urgency
            + "\",\"words\":\"三樓的阿嬤好幾天沒有出門了\",\"area\":\"63000030\"");
  }

  HttpRequest message(String address, Receipt receipt, String id, String words) {
    return mutate(
        address,
        "addMessage",
        "AddMessageInput",
        "\"receipt\":\""
            + receipt.text()
            + "\",\"messageId\":\""
            + id
            + "\",\"words\":\""
            + words
            + "\"");
  }

  HttpRequest mutate(String address, String field, String type, String fields) {
    String query =
        "mutation($input: "
            + type
            + "!) { "
            + field
            + "(input: $input) { __typename ... on SubmissionRefused { code emergency { key } } }"
            + " }";
    return post(
        "/graphql",
        address,
        ("{\"query\":\"" + query + "\",\"variables\":{\"input\":{" + fields + "}}}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path, String address) {
    return HttpRequest.newBuilder(uri().resolve(path))
        .header("Accept", "application/json, */*")
        .header("X-Forwarded-For", address)
        .timeout(Duration.ofSeconds(20));
  }

  /// The answer's status and body; status 0 where there is none.
  String send(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "0 " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "0 " + e;
    }
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
    client.close();
    proxy.close();
  }
}
