package tw.shouwang.api.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Three PostgreSQL nodes with Patroni and etcd, each in a network of its own that can be cut. One
/// of the two standbys confirms each commit.
///
/// Runs as root in a network namespace where it may add a bridge.
final class ReplicatedDatabase implements AutoCloseable {

  static final int NODES = 3;

  private static final String NETWORK = "10.99.0.";
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path binaries;
  private final String password = "in-the-bench-only";
  private final List<Process> networks = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private ReplicatedDatabase(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      this.binaries = versions.max(Path::compareTo).orElseThrow().resolve("bin");
    }
  }

  /// @param folder that the user `postgres` can reach
  /// @param configuration of Patroni, with names in capitals for what differs
  static ReplicatedDatabase start(Path folder, Path configuration)
      throws IOException, InterruptedException, SQLException {
    ReplicatedDatabase database = new ReplicatedDatabase(folder);
    run("ip", "link", "set", "lo", "up");
    run("ip", "link", "add", "nodes", "type", "bridge");
    run("ip", "addr", "add", NETWORK + "254/24", "dev", "nodes");
    run("ip", "link", "set", "nodes", "up");
    for (int node = 1; node <= NODES; node++) {
      database.addNetwork(node);
    }
    for (int node = 1; node <= NODES; node++) {
      database.startNode(node, Files.readString(configuration));
    }
    database.awaitWhole();
    database.makeRoles();
    return database;
  }

  /// One node of the cluster as Patroni tells of it.
  ///
  /// @param role `leader`, `sync_standby` or `replica`
  record Member(int node, String role, String state) {}

  /// What the nodes that answer know of the cluster; empty while none answers.
  List<Member> members() {
    for (int node = 1; node <= NODES; node++) {
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(patroni(node, "/cluster"))
                    .timeout(Duration.ofSeconds(2))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode members = JSON.readTree(answer.body()).at("/members");
        return StreamSupport.stream(members.spliterator(), false)
            .map(each ->
                new Member(
                    Integer.parseInt(each.at("/name").asText().substring(1)),
                    each.at("/role").asText(),
                    each.at("/state").asText()))
            .toList();
      } catch (IOException e) {
        // The next one may answer.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
    return List.of();
  }

  int primary() {
    return node("leader");
  }

  /// The standby that confirms commits.
  int confirming() {
    return node("sync_standby");
  }

  /// Waits until there is a primary and both standbys follow it.
  void awaitWhole() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isWhole()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the cluster is not whole: " + members());
      }
      Thread.sleep(200);
    }
  }

  private boolean isWhole() {
    List<Member> members = members();
    return members.size() == NODES
        && members.stream().filter(each -> each.role().equals("leader")).count() == 1
        && members.stream().filter(each -> each.role().equals("sync_standby")).count() == 1
        && members.stream()
            .allMatch(each -> each.state().equals("running") || each.state().equals("streaming"));
  }

  /// Kills the server's first process with SIGKILL; the others end when they notice.
  void kill(int node) throws IOException {
    postmaster(node).destroyForcibly();
  }

  /// Nothing comes to the node or from it any more.
  void cut(int node) {
    run("ip", "link", "set", "node" + node, "down");
  }

  void mend(int node) {
    run("ip", "link", "set", "node" + node, "up");
  }

  /// Lets so many kilobits a second through to the node.
  void slow(int node, int kilobits) {
    run(
        "tc",
        "qdisc",
        "add",
        "dev",
        "node" + node,
        "root",
        "tbf",
        "rate",
        kilobits + "kbit",
        "burst",
        "16kb",
        "latency",
        "500ms");
  }

  void hurry(int node) {
    run("tc", "qdisc", "del", "dev", "node" + node, "root");
  }

  /// Stops all processes of its PostgreSQL, as a machine does that waits for its disk.
  void stop(int node) throws IOException {
    signal(node, "-STOP");
  }

  void goOn(int node) throws IOException {
    signal(node, "-CONT");
  }

  /// Lets the confirming standby take over in order.
  void switchOver() throws IOException, InterruptedException {
    int leader = primary();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(patroni(leader, "/switchover"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"leader\": \"n%d\", \"candidate\": \"n%d\"}"
                            .formatted(leader, confirming())))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }

  /// The settings of a service in both roles that may migrate, as environment variables.
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(settings("combined"));
    settings.put("SHOUWANG_DATABASE_OWNER_PASSWORD", password);
    return settings;
  }

  /// @param role whose requests the process has
  Map<String, String> settings(String role) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SHOUWANG_DATABASE_URL", url());
    settings.put("SHOUWANG_DATABASE_PASSWORD", password);
    if (!role.equals("staff")) {
      settings.put("SHOUWANG_DATABASE_VAULT_PASSWORD", password);
    }
    return settings;
  }

  /// A connection with all rights to one of the nodes.
  Connection superuser(int node) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + NETWORK + node + ":5432/shouwang", "postgres", password);
  }

  @Override
  public void close() {
    networks.forEach(Process::destroyForcibly);
    http.shutdownNow();
  }

  private static String url() {
    return IntStream.rangeClosed(1, NODES)
        .mapToObj(node -> NETWORK + node + ":5432")
        .collect(
            Collectors.joining(",", "jdbc:postgresql://", "/shouwang?targetServerType=primary"));
  }

  private void makeRoles() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                url().replace("/shouwang?", "/postgres?"), "postgres", password);
        Statement statement = connection.createStatement()) {
      for (String role : List.of("owner", "public", "staff", "vault", "combined")) {
        statement.execute("create role shouwang_" + role + " login password '" + password + "'");
        if (!role.equals("owner")) {
          statement.execute("alter role shouwang_" + role + " set statement_timeout = '4s'");
          statement.execute("alter role shouwang_" + role + " set lock_timeout = '2s'");
          statement.execute(
              "alter role shouwang_" + role + " set client_connection_check_interval = '1s'");
        }
      }
      statement.execute("grant shouwang_public, shouwang_staff to shouwang_combined");
      statement.execute("create database shouwang owner shouwang_owner");
    }
  }

  private void addNetwork(int node) throws IOException {
    Process network = new ProcessBuilder("unshare", "--net", "sleep", "infinity").start();
    networks.add(network);
    awaitOwnNetwork(network);
    String pid = Long.toString(network.pid());
    run("ip", "link", "add", "node" + node, "type", "veth", "peer", "name", "eth0", "netns", pid);
    run("ip", "link", "set", "node" + node, "master", "nodes", "up");
    inside(node, "ip", "link", "set", "lo", "up");
    inside(node, "ip", "addr", "add", NETWORK + node + "/24", "dev", "eth0");
    inside(node, "ip", "link", "set", "eth0", "up");
  }

  private static void awaitOwnNetwork(Process process) throws IOException {
    Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    Path theirs = Path.of("/proc/" + process.pid() + "/ns/net");
    while (Files.readSymbolicLink(theirs).equals(ours)) {
      Thread.onSpinWait();
    }
  }

  private void startNode(int node, String configuration) throws IOException {
    Path own = Files.createDirectories(folder.resolve("n" + node));
    String address = NETWORK + node;
    Path file = own.resolve("patroni.yml");
    Files.writeString(
        file,
        configuration
            .replace("NAME", "n" + node)
            .replace("ADDRESS", address)
            .replace("FOLDER", own.toString())
            .replace("BIN", binaries.toString())
            .replace("PASSWORD", password)
            .replace("ETCD", etcd("", ":2379")));
    run("chown", "-R", "postgres:", own.toString());
    background(
        node,
        "etcd",
        "etcd",
        "--name=n" + node,
        "--data-dir=" + own.resolve("etcd"),
        "--listen-peer-urls=http://" + address + ":2380",
        "--initial-advertise-peer-urls=http://" + address + ":2380",
        "--listen-client-urls=http://" + address + ":2379",
        "--advertise-client-urls=http://" + address + ":2379",
        "--initial-cluster=" + etcd("n%d=http://", ":2380"),
        "--enable-v2=true",
        "--heartbeat-interval=200",
        "--election-timeout=2000");
    background(node, "patroni", "patroni", file.toString());
  }

  private static String etcd(String before, String port) {
    return IntStream.rangeClosed(1, NODES)
        .mapToObj(node -> before.formatted(node) + NETWORK + node + port)
        .collect(Collectors.joining(","));
  }

  private void background(int node, String log, String... command) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "nsenter",
                "-t",
                Long.toString(networks.get(node - 1).pid()),
                "-n",
                "setpriv",
                "--reuid",
                "postgres",
                "--regid",
                "postgres",
                "--init-groups"));
    words.addAll(List.of(command));
    File output = folder.resolve("n" + node + "-" + log + ".log").toFile();
    new ProcessBuilder(words)
        .directory(folder.resolve("n" + node).toFile())
        // A backend of PostgreSQL 15 whose postmaster dies while it waits for a standby reads its
        // standard input, and keeps the shared memory until that ends.
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
  }

  private void inside(int node, String... command) {
    List<String> words =
        new ArrayList<>(
            List.of("nsenter", "-t", Long.toString(networks.get(node - 1).pid()), "-n"));
    words.addAll(List.of(command));
    run(words.toArray(String[]::new));
  }

  private ProcessHandle postmaster(int node) throws IOException {
    Path file = folder.resolve("n" + node).resolve("data").resolve("postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
        .orElseThrow();
  }

  private void signal(int node, String signal) throws IOException {
    ProcessHandle first = postmaster(node);
    List<String> command = new ArrayList<>(List.of("kill", signal));
    Stream.concat(Stream.of(first), first.descendants())
        .map(each -> Long.toString(each.pid()))
        .forEach(command::add);
    run(command.toArray(String[]::new));
  }

  private int node(String role) {
    Optional<Member> found =
        members().stream().filter(each -> each.role().equals(role)).findFirst();
    return found.orElseThrow(() -> new IllegalStateException("no " + role)).node();
  }

  private static URI patroni(int node, String path) {
    return URI.create("http://" + NETWORK + node + ":8008" + path);
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
