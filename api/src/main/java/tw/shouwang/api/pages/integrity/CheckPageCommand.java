package tw.shouwang.api.pages.integrity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.pages.integrity.RunningPages.Fetched;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.foundation.CentreFingerprint;
import tw.shouwang.foundation.EitherBase64;
import tw.shouwang.graphql.json.JsonReader;

/// Compares a running service's pages with a release, as anybody can from any network.
@Command(
    name = "check-page",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the pages and scripts that a service serves with those of a release, and prints a"
          + " sentence for each difference. Needs nothing else: no settings, no database.",
      "",
      "Run it from a network that the service does not know as its operator's, and at times that"
          + " nobody can tell: a service that is under somebody's control can serve this command"
          + " the right pages, and one visitor others. What it finds is a page that was changed for"
          + " everybody.",
      "",
      "Ends with 0 if nothing differs, 1 if something does, 3 if the service gives no answer at"
          + " all."
    })
public final class CheckPageCommand extends ConsoleCommand {

  private static final int NO_ANSWER = 3;
  private static final String ANCHORS = "/anchors.json";

  @Parameters(paramLabel = "URL", description = "The service's address, e.g. https://help.example")
  private URI url = URI.create("");

  @Option(
      names = "--release",
      required = true,
      paramLabel = "FILE",
      description = {"The release's integrity.json; its signature, integrity.json.req, beside it."})
  private Path release = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "BASE64",
      description = "The public half of the release key, from where you trust it.")
  private String key = "";

  @Option(
      names = "--centre",
      paramLabel = "CODE=FINGERPRINT",
      description = "A centre's fingerprint as a poster shows it; may be given several times.")
  private Map<String, String> centres = new TreeMap<>();

  @Override
  public Integer call() {
    ReleaseList list = release();
    URI origin = origin();
    try (RunningPages running = new RunningPages(origin)) {
      PageCheck.Result result = PageCheck.of(running, list);
      if (result.unanswered() == result.compared()) {
        out().println(origin + " gives no answer.");
        return NO_ANSWER;
      }
      List<String> differences = new ArrayList<>(result.differences());
      differences.addAll(anchors(running));
      differences.forEach(out()::println);
      if (differences.isEmpty()) {
        out()
            .println(
                "%d pages and %d files are those of the release."
                    .formatted(list.pages().size(), list.files().size()));
      }
      return differences.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private URI origin() {
    if (url.getHost() == null
        || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
      throw mistake("the address is of the form https://help.example");
    }
    return url.resolve("/");
  }

  private ReleaseList release() {
    byte[] bytes;
    String request;
    try {
      bytes = Files.readAllBytes(release);
      request =
          Files.readString(
              release.resolveSibling(release.getFileName() + ".req"), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw mistake("cannot read " + release + ", or its signature beside it");
    }
    byte[] trusted = decoded();
    if (ReleaseSignature.parse(request).filter(each -> each.isOf(bytes, trusted)).isEmpty()) {
      throw mistake(release + " is not signed with this key: do not use it");
    }
    return ReleaseList.of(bytes).orElseThrow(() -> mistake(release + " is no list of a release"));
  }

  private byte[] decoded() {
    try {
      return EitherBase64.decoded(key.strip());
    } catch (IllegalArgumentException e) {
      throw mistake("the key is not in base64, as `integrity key` prints it");
    }
  }

  /// The centres' keys for which pages and apps seal. They differ by deployment, so no release
  /// contains them; people can compare their fingerprints with a poster.
  private List<String> anchors(RunningPages running) {
    Map<String, String> served = served(running.fetch(List.of(ANCHORS)).get(ANCHORS));
    served.forEach(
        (code, fingerprint) -> out().println("centre %s: %s".formatted(code, fingerprint)));
    List<String> differences = new ArrayList<>();
    centres.forEach((code, wanted) -> {
      String fingerprint = served.get(code);
      if (fingerprint == null) {
        differences.add("%s names no key of centre %s.".formatted(ANCHORS, code));
      } else if (!CentreFingerprint.isSame(fingerprint, wanted)) {
        differences.add(
            "%s names another key of centre %s than the poster's.".formatted(ANCHORS, code));
      }
    });
    return differences;
  }

  private static Map<String, String> served(@Nullable Fetched fetched) {
    Map<String, String> served = new TreeMap<>();
    if (fetched instanceof Fetched.Body(int status, String _, byte[] bytes) && status == 200) {
      Map<String, @Nullable Object> read = JsonReader.object(bytes);
      if (read != null && read.get("centres") instanceof List<?> centres) {
        for (Object each : centres) {
          if (each instanceof Map<?, ?> centre
              && centre.get("code") instanceof String code
              && centre.get("key") instanceof String key) {
            CentreFingerprint.of(code, key).ifPresent(found -> served.put(code, found));
          }
        }
      }
    }
    return served;
  }
}
