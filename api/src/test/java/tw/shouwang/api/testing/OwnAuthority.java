package tw.shouwang.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The certificate authority of a county, which Java does not know, and a server on the loopback
/// address that has its certificate. Made by the JDK's own tool.
public final class OwnAuthority {

  private static final String PASSWORD = "changeit";

  private final Path store;
  private final Path certificate;
  private final SSLContext server;

  /// @param folder an empty one
  /// @param days how long the authority's own certificate is valid
  public OwnAuthority(Path folder, int days) throws IOException, GeneralSecurityException {
    this.store = folder.resolve("authority.p12");
    this.certificate = folder.resolve("authority.pem");
    keytool("-genkeypair -alias ca -keyalg EC -dname CN=County -ext bc:c -validity " + days);
    keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=server -validity 1 -signer ca"
            + " -ext san=ip:127.0.0.1");
    keytool("-exportcert -alias ca -rfc -file " + certificate);
    this.server = server();
  }

  /// The authority's certificate, in PEM.
  public Path certificate() {
    return certificate;
  }

  /// The TLS of the server.
  public SSLContext tls() {
    return server;
  }

  private void keytool(String words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(words.split(" ", -1)));
    command.addAll(
        List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private SSLContext server() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    // Otherwise the server might show itself with the authority's own key.
    keys.deleteEntry("ca");
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }
}
