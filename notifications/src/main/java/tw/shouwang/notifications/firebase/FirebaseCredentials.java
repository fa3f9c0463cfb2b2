package tw.shouwang.notifications.firebase;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file of a service account, `shouwang.push.firebase.credentials`.
public final class FirebaseCredentials {

  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

  private FirebaseCredentials() {}

  /// Reads the file as a node does at its start; asks nobody.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator, which repeats nothing of
  ///   the file
  public static void check(Path file) {
    var _ = read(file, NetHttpTransport::new);
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

  private static IllegalArgumentException refused(String why, @Nullable Exception cause) {
    return new IllegalArgumentException("shouwang.push.firebase.credentials " + why + ".", cause);
  }
}
