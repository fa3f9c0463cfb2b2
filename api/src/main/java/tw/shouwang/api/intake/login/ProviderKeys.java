package tw.shouwang.api.intake.login;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import tw.shouwang.api.trust.TrustedCertificates;

/// How the identity provider's keys are fetched: over TLS as [TrustedCertificates] says, and
/// without redirects, which the library would follow. Only the configured address is trusted.
@Singleton
final class ProviderKeys {

  private static final int MOST_BYTES = 100_000;

  private final TrustedCertificates trusted;

  ProviderKeys(TrustedCertificates trusted) {
    this.trusted = trusted;
  }

  /// @param most the longest time for connecting, and for each read
  ResourceRetriever within(Duration most) {
    return new FromNowhereElse((int) most.toMillis());
  }

  private final class FromNowhereElse extends DefaultResourceRetriever {

    FromNowhereElse(int timeout) {
      super(timeout, timeout, MOST_BYTES);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL address) throws IOException {
      HttpURLConnection connection = super.openHTTPConnection(address);
      connection.setInstanceFollowRedirects(false);
      if (connection instanceof HttpsURLConnection secured) {
        secured.setSSLSocketFactory(trusted.tls().getSocketFactory());
      }
      return connection;
    }
  }
}
