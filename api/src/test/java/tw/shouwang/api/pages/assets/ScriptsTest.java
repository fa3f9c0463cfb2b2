package tw.shouwang.api.pages.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.graphql.documents.TrustedDocuments;
import tw.shouwang.graphql.testing.NodeClients;

/// The scripts of pages are what anyone can read and check: plain modules, small, with types that
/// hold, and nothing from anywhere else.
class ScriptsTest {

  private static final Path OWN = Path.of("src/main/resources/pages/assets");
  private static final Path SEALED = Path.of("src/main/resources/pages/sealed");
  private static final Path DOCUMENTS = Path.of("src/main/resources/documents/public");
  private static final Path OF_THE_DIRECTORY = Path.of("src/main/resources/directory");
  private static final Path OF_THE_ENVELOPE = Path.of("src/main/resources/envelope");
  private static final int LARGEST = 40_000;
  private static final int LARGEST_SEALED = 62_000;
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*[\"']([^\"']+)[\"']");
  private static final Pattern FILES = Pattern.compile("const FILES = \\[([^\\]]*)\\]");

  @Test
  void haveTypesThatHold() throws Exception {
    Path folder = NodeClients.folder().resolve("pages");
    Files.createDirectories(folder);
    List<String> command =
        new ArrayList<>(
            List.of(
                "--noEmit",
                "--allowJs",
                "--checkJs",
                "--strict",
                // The directory's two modules are checked against the service, not by types.
                "--noImplicitAny",
                "false",
                "--target",
                "es2022",
                "--module",
                "es2022",
                "--moduleResolution",
                "bundler",
                "--lib",
                "es2023,dom,dom.iterable",
                "--skipLibCheck"));
    for (Path script : scripts()) {
      Path copy = folder.resolve(String.valueOf(script.getFileName()));
      boolean ours = !script.startsWith(OF_THE_DIRECTORY) && !script.endsWith("curves.js");
      Files.writeString(copy, (ours ? "" : "// @ts-nocheck\n") + Files.readString(script));
      command.add("pages/" + copy.getFileName());
    }
    NodeClients.run("node_modules/typescript/bin/tsc", command.toArray(String[]::new));
  }

  @Test
  void importEachOtherByRelativeAddresses() throws Exception {
    for (Path script : scripts()) {
      Matcher imports = IMPORT.matcher(code(script));
      while (imports.find()) {
        assertThat(imports.group(1)).as(script.toString()).startsWith("./");
        assertThat(Assets.NAMES).contains(imports.group(1).substring(2));
      }
    }
  }

  /// `npm run envelope` in `src/test/clients` writes what is derived from it again.
  @Test
  void declareWhatTheEnvelopeOffers() throws Exception {
    Path folder = NodeClients.folder().resolve("declared");
    Files.createDirectories(folder);
    Path module = folder.resolve("envelope.js");
    Files.writeString(module, Files.readString(OF_THE_ENVELOPE.resolve("envelope.js")));
    NodeClients.run("declare.mjs", "declared/envelope.js");
    assertThat(Files.readString(OF_THE_ENVELOPE.resolve("envelope.d.ts")))
        .isEqualTo(Files.readString(folder.resolve("envelope.d.ts")));
  }

  /// The curves that some browsers lack are the library's of the lock file, unchanged, and say
  /// whose they are.
  @Test
  void packTheCurvesOfALibrary(@TempDir Path folder) throws Exception {
    Path packed = folder.resolve("curves.js");
    NodeClients.run("curves.mjs", packed.toString());
    String served = Files.readString(OF_THE_ENVELOPE.resolve("curves.js"));
    assertThat(served).isEqualTo(Files.readString(packed));
    assertThat(served).contains("noble-curves - MIT License", "noble-hashes - MIT License");
  }

  /// What a client seals with is one file, and asks nobody for anything.
  @Test
  void sealWithoutANetwork() throws Exception {
    String envelope = code(OF_THE_ENVELOPE.resolve("envelope.js"));
    assertThat(IMPORT.matcher(envelope).results().map(each -> each.group(1)))
        .containsExactly("./curves.js");
    assertThat(envelope).doesNotContainPattern("(?m)^\\s*import\\b");
    assertThat(envelope)
        .doesNotContain("fetch", "XMLHttpRequest", "WebSocket", "location", "document", "console");
    Assets assets = new Assets();
    assertThat(assets.find("envelope.js").orElseThrow().bytes().gzip()).hasSizeLessThan(12_000);
    assertThat(assets.find("curves.js").orElseThrow().bytes().gzip()).hasSizeLessThan(18_000);
  }

  /// What the directory and the envelope offer to every app is not counted (`evaluator.js`,
  /// `understand.js`, `envelope.js`).
  @Test
  void areSmall() throws Exception {
    long bytes = 0;
    for (Path script : own()) {
      bytes += Files.size(script);
    }
    assertThat(bytes).isBetween(1L, (long) LARGEST);
  }

  /// What a sealed page loads of ours is counted for itself: no other page loads it.
  @Test
  void ofSealedPagesAreSmall() throws Exception {
    long bytes = Files.size(OWN.resolve("leave.js")) + Files.size(OWN.resolve("poster.js"));
    for (Path script : in(SEALED)) {
      bytes += Files.size(script);
    }
    assertThat(bytes).isBetween(1L, (long) LARGEST_SEALED);
  }

  /// A sealed page asks by the documents that the service packs, all of them and no others.
  @Test
  void ofSealedPagesAskWhatIsPacked() throws Exception {
    List<String> packed = new ArrayList<>();
    try (Stream<Path> documents = Files.list(DOCUMENTS)) {
      for (Path document :
          documents.filter(each -> each.getFileName().toString().startsWith("sealed-")).toList()) {
        packed.add(TrustedDocuments.id(Files.readString(document)));
      }
    }
    assertThat(
            Pattern.compile("\"([0-9a-f]{64})\"")
                .matcher(Files.readString(SEALED.resolve("asking.js")))
                .results()
                .map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(packed);
  }

  /// A page that the browser had put aside shows nothing that was typed, and can still be sent.
  @Test
  void emptyWhatWasTypedAndNothingElse() {
    NodeClients.run("leave.mjs", OWN.resolve("leave.js").toAbsolutePath().toString());
  }

  /// Also while a new version starts on one node after the other.
  @Test
  void theWorkerKeepsOneVersionAndForgets() {
    NodeClients.run("worker.mjs", OWN.resolve("worker.js").toAbsolutePath().toString());
  }

  /// The store of what a device keeps is one file, which asks nobody and touches no page.
  @Test
  void keepWithoutANetwork() throws Exception {
    assertThat(code(SEALED.resolve("kept.js")))
        .contains("indexedDB")
        .doesNotContainPattern(IMPORT)
        .doesNotContain("fetch", "XMLHttpRequest", "WebSocket", "location", "document", "console");
  }

  /// Pages about somebody's own case load `leave.js`, and `poster.js` where a poster leads.
  @Test
  void ofPlainFormsLoadNothingElse() throws Exception {
    for (String name : List.of("leave.js", "poster.js")) {
      assertThat(code(OWN.resolve(name))).doesNotContainPattern(IMPORT);
    }
    assertThat(code(OWN.resolve("poster.js"))).doesNotContain("fetch", "Storage", "cookie");
  }

  /// Nothing is written into a page as HTML, and nothing into the browser's stores but the worker's
  /// two caches and what a device keeps.
  @Test
  void writeTextAndKeepNothing() throws Exception {
    for (Path script : Stream.concat(own().stream(), in(SEALED).stream()).toList()) {
      assertThat(code(script))
          .as(script.toString())
          .doesNotContain(
              "innerHTML",
              "outerHTML",
              "insertAdjacentHTML",
              "document.write",
              "eval(",
              "localStorage",
              "sessionStorage",
              "document.cookie");
      if (!script.endsWith("kept.js")) {
        assertThat(code(script)).as(script.toString()).doesNotContain("indexedDB");
      }
      if (!script.endsWith("worker.js")) {
        assertThat(code(script)).as(script.toString()).doesNotContain("caches.open");
      }
      if (!script.endsWith("worker.js") && !script.endsWith("kept.js")) {
        assertThat(code(script)).as(script.toString()).doesNotContain(".put(");
      }
    }
  }

  @Test
  void theWorkerKeepsFilesThatAreThere() throws Exception {
    Matcher files = FILES.matcher(Files.readString(OWN.resolve("worker.js")));
    assertThat(files.find()).isTrue();
    List<String> kept =
        Stream.of(files.group(1).split(",")).map(name -> name.strip().replace("\"", "")).toList();
    assertThat(Assets.NAMES).containsAll(kept);
    List<String> all = new ArrayList<>(Assets.NAMES);
    // Of a plain form or an agency, which need a network, of the browser itself, and of what is
    // sent.
    all.removeAll(List.of("agency.js", "poster.js", "worker.js", "envelope.js", "curves.js"));
    for (Path script : in(SEALED)) {
      all.remove(script.getFileName().toString());
    }
    // Forgetting works without a network.
    all.add("kept.js");
    assertThat(kept).containsExactlyInAnyOrderElementsOf(all);
  }

  private static String code(Path script) throws IOException {
    return Files.readString(script)
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("(?m)^\\s*//.*$", "");
  }

  private static List<Path> scripts() throws IOException {
    List<Path> all = new ArrayList<>(own());
    all.addAll(in(SEALED));
    all.add(OF_THE_DIRECTORY.resolve("evaluator.js"));
    all.add(OF_THE_DIRECTORY.resolve("understand.js"));
    all.add(OF_THE_ENVELOPE.resolve("envelope.js"));
    all.add(OF_THE_ENVELOPE.resolve("curves.js"));
    return all;
  }

  private static List<Path> own() throws IOException {
    return in(OWN);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
  }
}
