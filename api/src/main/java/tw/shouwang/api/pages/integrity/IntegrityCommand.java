package tw.shouwang.api.pages.integrity;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.pages.assets.Assets;
import tw.shouwang.api.pages.integrity.RunningPages.Fetched;
import tw.shouwang.api.process.ConsoleCommand;

/// Writes a release's list of pages and files, with its signature.
@Command(
    name = "integrity",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what a release serves to everybody alike, so that anybody can compare a running"
          + " service with it (`check-page`). Needs no settings and no database.",
      "Keep the release key away from every server that serves pages: whoever has both can change a"
          + " page and its list."
    })
public final class IntegrityCommand extends ConsoleCommand {

  private static final String PRIVATE = "release.private.key";
  private static final String PUBLIC = "release.public.key";
  private static final String LIST = "integrity.json";

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      description =
          "Makes the release key in a folder, if it is not there, and prints its public"
              + " half: publish that.")
  int key(@Parameters(paramLabel = "FOLDER") Path folder) {
    out().println(Base64.getEncoder().encodeToString(made(folder)));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "write",
      mixinStandardHelpOptions = true,
      description = {
        "Writes integrity.json and integrity.json.req: the hashes of all files, from this program,"
            + " and of the pages, as a service of the same version serves them; and the signature,"
            + " which is a request that Sigsum's tools send to a public log as it is"
            + " (`sigsum-submit`). Fails if the service serves other files than this program has."
      })
  int write(
      @Parameters(
              paramLabel = "URL",
              description = "A service that you have just started, reached without a proxy.")
          URI url,
      @Option(names = "--key", required = true, paramLabel = "FOLDER") Path folder,
      @Option(names = "--out", paramLabel = "FOLDER", defaultValue = ".") Path out)
      throws IOException {
    Assets assets = Assets.packed();
    SortedMap<String, String> files = new TreeMap<>();
    assets.names().forEach(name -> files.put(name, ReleaseList.hash(assets.bytes(name))));
    SortedMap<String, ReleaseList.Page> pages = new TreeMap<>();
    ReleaseList list;
    try (RunningPages running = new RunningPages(url.resolve("/"))) {
      List<String> other =
          new ArrayList<>(
              PageCheck.of(running, new ReleaseList(assets.hash(), files, new TreeMap<>()))
                  .differences());
      for (Map.Entry<String, Fetched> each : running.fetch(CheckedPages.addresses()).entrySet()) {
        if (each.getValue() instanceof Fetched.Body(int status, String policy, byte[] bytes)
            && status == 200) {
          pages.put(each.getKey(), new ReleaseList.Page(ReleaseList.hash(bytes), policy));
        } else {
          other.add("%s is no page.".formatted(each.getKey()));
        }
      }
      list = new ReleaseList(assets.hash(), files, pages);
      // A page that differs between two requests must not be in a release.
      other.addAll(PageCheck.of(running, list).differences());
      if (!other.isEmpty()) {
        other.stream().distinct().forEach(out()::println);
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    byte[] json = list.json();
    byte[] publicKey = made(folder);
    ReleaseSignature signature =
        ReleaseSignature.of(json, keys(folder).find(PRIVATE).orElseThrow(), publicKey);
    Files.createDirectories(out);
    Files.write(out.resolve(LIST), json);
    Files.writeString(out.resolve(LIST + ".req"), signature.request(), StandardCharsets.US_ASCII);
    out().println("wrote %s and %s.req".formatted(LIST, LIST));
    return CommandLine.ExitCode.OK;
  }

  private static KeyFiles keys(Path folder) {
    return new KeyFiles(folder, /* makesMissing= */ true, new SecureRandom());
  }

  private static byte[] made(Path folder) {
    KeyFiles keys = keys(folder);
    try {
      Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPair();
      if (keys.find(PRIVATE).isEmpty() && keys.create(PRIVATE, pair.getPrivateKey())) {
        keys.create(PUBLIC, pair.getPublicKey());
      }
      return keys.find(PUBLIC).orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to make a key", e);
    }
  }
}
