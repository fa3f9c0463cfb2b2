package tw.shouwang.api.trust;

import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.StartRefused;

/// The TLS of the connections that a staff process opens to the login provider and to receivers of
/// webhooks. It accepts what Java accepts, and in addition certificates of the authorities in
/// `shouwang.trust.certificates`; names and dates are checked as usual.
///
/// Pushes do not use it: their services have public authorities, and nobody else should be able to
/// pose as one.
@Singleton
public final class TrustedCertificates {

  private static final String SETTING = "shouwang.trust.certificates";

  private final List<Trusted> own;
  private final Supplier<SSLContext> context = SupplierUtil.memoized(this::context);

  /// A certificate that an operator trusts.
  record Trusted(Path file, X509Certificate certificate) {}

  /// @throws StartRefused for a file that is missing, cannot be read or has no certificate
  TrustedCertificates(TrustSettings settings) {
    List<Trusted> read = new ArrayList<>();
    for (String path : settings.certificates()) {
      files(Path.of(path)).forEach(file -> read.addAll(read(file)));
    }
    this.own = List.copyOf(read);
  }

  /// The certificates of the settings, without Java's.
  List<Trusted> own() {
    return own;
  }

  /// The context for clients. Without a setting, Java's default one.
  public SSLContext tls() {
    return context.get();
  }

  /// Whether a connection failed because the other side's certificate is not accepted.
  public static boolean refusedIn(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  /// What an operator reads about such a failure, to follow the address's name and "has".
  public static String whyRefused() {
    return "a certificate that is for another name, has expired, or is of an authority that is not"
        + " known here: "
        + SETTING
        + " can name the authority's";
  }

  private SSLContext context() {
    try {
      if (own.isEmpty()) {
        return SSLContext.getDefault();
      }
      SSLContext merged = SSLContext.getInstance("TLS");
      merged.init(null, managers(anchors()), null);
      return merged;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS could not be set up", e);
    }
  }

  /// The certificates of all authorities, Java's and the settings'.
  KeyStore anchors() throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    for (TrustManager javas : managers(null)) {
      if (javas instanceof X509TrustManager known) {
        for (X509Certificate each : known.getAcceptedIssuers()) {
          anchors.setCertificateEntry("java-" + anchors.size(), each);
        }
      }
    }
    for (Trusted each : own) {
      anchors.setCertificateEntry("own-" + anchors.size(), each.certificate());
    }
    return anchors;
  }

  /// @param anchors null for Java's own authorities
  private static TrustManager[] managers(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(anchors);
    return managers.getTrustManagers();
  }

  /// A folder's files but hidden ones, which a folder that Kubernetes mounts has of its own.
  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new StartRefused(SETTING + ": there is no file in the folder " + path + ".");
      }
      return files;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static List<Trusted> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StartRefused(SETTING + ": there is no file " + file + ".");
    }
    List<Trusted> read = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        read.add(new Trusted(file, (X509Certificate) each));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (CertificateException e) {
      throw noCertificate(file, e);
    }
    if (read.isEmpty()) {
      throw noCertificate(file, null);
    }
    return read;
  }

  private static StartRefused unreadable(Path path, IOException cause) {
    return new StartRefused(
        SETTING + ": " + path + " cannot be read; the service's user needs the right to.", cause);
  }

  private static StartRefused noCertificate(Path file, @Nullable CertificateException cause) {
    String sentence =
        SETTING
            + ": "
            + file
            + " is no certificate in PEM, or has something else beside certificates.";
    return cause == null ? new StartRefused(sentence) : new StartRefused(sentence, cause);
  }
}
