package tw.shouwang.notifications.firebase;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file of a service account, `shouwang.push.firebase.credentials`.
public final class FirebaseCredentials {

  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

  private FirebaseCredentials() {}

  /// Reads the file, if one is set, as a node does at its start; asks nobody.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator, which repeats nothing of
  ///   the file
  public static void check(FirebaseSettings settings) {
    Path file = settings.credentials();
    if (file != null) {
      var _ = project(settings, read(file, NetHttpTransport::new));
    }
  }

  /// @throws IllegalArgumentException with a sentence for the operator
  static GoogleCredentials read(Path file, HttpTransportFactory transport) {
    if (!Files.isReadable(file)) {
      throw refused("cannot be read", null);
    }
    try (var in = Files.newInputStream(file)) {
      return GoogleCredentials.fromStream(in, transport).createScoped(SCOPE);
    } catch (IOException | RuntimeException e) {
      throw refused("is no whole file of a service account as Google's console gives it", e);
    }
  }

  /// @throws IllegalArgumentException with a sentence for the operator
  static String project(FirebaseSettings settings, GoogleCredentials credentials) {
    if (settings.project() != null) {
      return settings.project();
    }
    if (credentials instanceof ServiceAccountCredentials account
        && account.getProjectId() != null) {
      return account.getProjectId();
    }
    throw new IllegalArgumentException(
        "shouwang.push.firebase.project must be set: the credentials name no project");
  }

  private static IllegalArgumentException refused(String why, @Nullable Exception cause) {
    return new IllegalArgumentException("shouwang.push.firebase.credentials " + why + ".", cause);
  }
}
