package tw.shouwang.api.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tw.shouwang.graphql.testing.NodeClients;

/// The sample client that `APP.md` names, built as its `npm run build` does.
public final class SampleApp {

  private SampleApp() {}

  /// @param service whose anchors this release of the app carries
  public static void build(URI service) throws IOException, InterruptedException {
    Path sample = NodeClients.folder().resolve("sample");
    copy("envelope/envelope.d.ts", sample.resolve("src/envelope.d.ts"));
    NodeClients.run("node_modules/typescript/bin/tsc", "-p", "sample");
    copy("directory/evaluator.js", sample.resolve("dist/evaluator.js"));
    copy("envelope/envelope.js", sample.resolve("dist/envelope.js"));
    copy("envelope/curves.js", sample.resolve("dist/curves.js"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest anchors = HttpRequest.newBuilder(service.resolve("/anchors.json")).build();
      String json = http.send(anchors, HttpResponse.BodyHandlers.ofString()).body();
      Files.writeString(
          sample.resolve("dist/anchors.js"), "export const anchors = " + json + ";\n");
    }
  }

  private static void copy(String resource, Path to) throws IOException {
    Files.copy(Path.of("src/main/resources", resource), to, StandardCopyOption.REPLACE_EXISTING);
  }
}
