package tw.shouwang.api.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.BeanProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.api.testing.DefaultSettings;
import tw.shouwang.api.testing.OwnAuthority;

/// O6: the authorities of a county.
class TrustedCertificatesTest {

  @TempDir private static Path made;
  private static OwnAuthority county;
  private static OwnAuthority ministry;

  @TempDir private Path folder;

  @BeforeAll
  static void found() throws Exception {
    county = new OwnAuthority(Files.createDirectory(made.resolve("county")), 20);
    ministry = new OwnAuthority(Files.createDirectory(made.resolve("ministry")), 365);
  }

  @Test
  void withoutASettingJavaDecides() throws Exception {
    TrustedCertificates trusted = new TrustedCertificates(DefaultSettings.of(TrustSettings.class));
    assertThat(trusted.own()).isEmpty();
    assertThat(trusted.tls()).isSameAs(SSLContext.getDefault());
  }

  @Test
  void addsItsOwnToTheAuthoritiesOfJava() throws Exception {
    KeyStore anchors = trusted(county.certificate(), ministry.certificate()).anchors();
    TrustManagerFactory javas =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    javas.init((KeyStore) null);
    X509TrustManager known = (X509TrustManager) javas.getTrustManagers()[0];
    assertThat(known.getAcceptedIssuers()).isNotEmpty();
    assertThat(known.getAcceptedIssuers())
        .allSatisfy(each -> assertThat(anchors.getCertificateAlias(each)).isNotNull());
    assertThat(anchors.size()).isEqualTo(known.getAcceptedIssuers().length + 2);
  }

  @Test
  void readsFoldersAndSeveralCertificatesInAFile() throws IOException {
    Files.writeString(
        folder.resolve("both.pem"),
        "County and ministry\n"
            + Files.readString(county.certificate())
            + Files.readString(ministry.certificate()));
    Files.copy(ministry.certificate(), folder.resolve("again.crt"));
    Files.writeString(folder.resolve(".hidden"), "no certificate");
    Files.createDirectory(folder.resolve("..data"));
    assertThat(trusted(folder).own()).hasSize(3);
  }

  @Test
  void refusesWhatHoldsNoCertificate() throws IOException {
    refuses(folder.resolve("away.pem"), "there is no file ");
    refuses(folder, "there is no file in the folder ");
    for (String text :
        List.of(
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\n",
            "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n",
            Files.readString(county.certificate())
                + "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n")) {
      refuses(Files.writeString(folder.resolve("x.pem"), text), "is no certificate in PEM, or");
    }
    refuses(folder, "is no certificate in PEM, or");
  }

  @Test
  void checkTellsWhichExpire() {
    TrustedCertificates trusted = trusted(county.certificate(), ministry.certificate());
    Instant now = Instant.now();
    assertThat(new TrustCheck(provider(trusted)).look())
        .extracting(SetupFinding::level)
        .containsExactly(Level.OK);
    assertThat(dates(trusted, now.minus(Duration.ofDays(11)))).isEmpty();
    assertThat(dates(trusted, now))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.level()).isEqualTo(Level.DUE);
          assertThat(finding.sentence())
              .startsWith("shouwang.trust.certificates: CN=County in " + county.certificate());
        });
    assertThat(dates(trusted, now.plus(Duration.ofDays(21))))
        .extracting(SetupFinding::level)
        .containsExactly(Level.WRONG);
    assertThat(dates(trusted, now.plus(Duration.ofDays(400))))
        .extracting(SetupFinding::level)
        .containsExactly(Level.WRONG, Level.WRONG);
  }

  private static List<SetupFinding> dates(TrustedCertificates trusted, Instant now) {
    return new TrustDatesCheck(provider(trusted), () -> now).look();
  }

  private static BeanProvider<TrustedCertificates> provider(TrustedCertificates trusted) {
    return () -> trusted;
  }

  private static void refuses(Path path, String sentence) {
    assertThatThrownBy(() -> trusted(path))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("shouwang.trust.certificates: ")
        .hasMessageContaining(sentence)
        .hasMessageContaining(path.toString());
  }

  private static TrustedCertificates trusted(Path... paths) {
    return new TrustedCertificates(
        new TrustSettings(Stream.of(paths).map(Path::toString).collect(Collectors.toList())));
  }
}
