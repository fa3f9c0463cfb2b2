package tw.shouwang.api.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.Application;

/// The service as an operator starts it: a process of its own that can be killed.
public final class ServiceProcess implements AutoCloseable {

  /// The JVM options of every such process; an AOT cache fits only the options that it was made
  /// with.
  static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Pattern READY = Pattern.compile("Shouwang is ready .*: (http://\\S+)");
  private static final Pattern OPERATORS = Pattern.compile("Operators ask at (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final List<String> answer = new ArrayList<>();
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final CompletableFuture<URI> operators = new CompletableFuture<>();
  private final List<Thread> readers;

  private ServiceProcess(Process process) {
    this.process = process;
    var _ =
        process
            .onExit()
            .thenRun(() -> ready.completeExceptionally(new IllegalStateException("it ended")));
    // A virtual thread that reads from a process keeps its carrier: those of two services kept all
    // of them, and nobody read what a third one said.
    this.readers =
        List.of(
            Thread.ofPlatform().daemon().start(() -> read(process.inputReader(), answer)),
            Thread.ofPlatform()
                .daemon()
                .start(() -> read(process.errorReader(), new ArrayList<>())));
  }

  /// Starts the service on a free port.
  ///
  /// @param settings environment variables, e.g. `SHOUWANG_ROLES`
  /// @param words a command; none means `serve`
  public static ServiceProcess start(Map<String, String> settings, String... words) {
    return start(StartCache.options(), settings, words);
  }

  /// Starts another version of the service.
  ///
  /// @param classPath of its classes and libraries
  public static ServiceProcess ofVersion(
      String classPath, Map<String, String> settings, String... words) {
    return start(List.of("-cp", classPath), settings, words);
  }

  private static ServiceProcess start(
      List<String> classes, Map<String, String> settings, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(classes);
    command.add(Application.class.getName());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MICRONAUT_SERVER_PORT", "-1");
    builder.environment().putAll(settings);
    try {
      return new ServiceProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts another node beside the test's own: on the same database, with the same keys.
  ///
  /// @param properties the settings of the test's own node, by their names in Micronaut
  public static ServiceProcess beside(Map<String, String> properties) {
    Map<String, String> settings = new HashMap<>();
    properties.forEach((name, value) ->
        settings.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    return start(settings);
  }

  public long pid() {
    return process.pid();
  }

  /// The server's address, once it reports that it is ready.
  public URI uri() {
    try {
      return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the service did not get ready:\n" + output(), e);
    }
  }

  /// Sends one GraphQL operation and returns the response's JSON.
  public String ask(String json) {
    return post("/graphql", json).body();
  }

  /// @param headers names and values in turn, beside those of every operation
  public HttpResponse<String> post(String path, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(json));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(20)).build());
  }

  /// Sends a request to the operators' port.
  public HttpResponse<String> askAsOperator(String path) {
    uri();
    return send(HttpRequest.newBuilder(operators.join().resolve(path)).build());
  }

  /// Kills the process as a power cut would.
  public void kill() {
    process.destroyForcibly();
    join();
  }

  /// The exit status, once it has ended by itself.
  public int exitStatus() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the service goes on:\n" + output());
      }
      joinReaders();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The whole output so far, log and answers.
  public String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  /// The standard output only.
  public String answer() {
    synchronized (output) {
      return String.join("\n", answer);
    }
  }

  @Override
  public void close() {
    process.destroy();
    join();
  }

  private void join() {
    try {
      process.waitFor();
      joinReaders();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void joinReaders() throws InterruptedException {
    for (Thread reader : readers) {
      reader.join();
    }
  }

  private void read(BufferedReader stream, List<String> alone) {
    try (BufferedReader lines = stream) {
      @Nullable String line = lines.readLine();
      while (line != null) {
        synchronized (output) {
          output.add(line);
          alone.add(line);
        }
        Matcher asked = OPERATORS.matcher(line);
        if (asked.find()) {
          operators.complete(URI.create(asked.group(1)));
        }
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(URI.create(matcher.group(1)));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // The process was killed while it wrote.
    }
  }
}
