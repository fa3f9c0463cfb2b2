package tw.shouwang.notifications.firebase;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Creates the [FirebaseSender] if credentials or a stand-in are configured.
@Factory
final class FirebaseBeans {

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(property = "shouwang.push.firebase.credentials")
  FirebaseSender google(FirebaseSettings settings, InstantSource clock) {
    return google(settings, Objects.requireNonNull(settings.credentials()), clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(property = "shouwang.push.firebase.stand-in")
  @Requires(missingProperty = "shouwang.push.firebase.credentials")
  @Requires(notEnv = "prod")
  FirebaseSender standIn(FirebaseSettings settings, InstantSource clock) {
    return standIn(settings, Objects.requireNonNull(settings.standIn()), clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(beans = StandInAddress.class)
  @Requires(missingProperty = "shouwang.push.firebase.credentials")
  @Requires(missingProperty = "shouwang.push.firebase.stand-in")
  FirebaseSender inside(StandInAddress standIn, FirebaseSettings settings, InstantSource clock) {
    return standIn(settings, standIn.uri(), clock);
  }

  private static FirebaseSender google(FirebaseSettings settings, Path file, InstantSource clock) {
    var transport = transport(settings, null);
    var credentials = FirebaseCredentials.read(file, () -> transport);
    return new FirebaseSender(
        credentials, FirebaseCredentials.project(settings, credentials), transport, clock);
  }

  static FirebaseSender standIn(FirebaseSettings settings, URI standIn, InstantSource clock) {
    String project = settings.project() == null ? "stand-in" : settings.project();
    return new FirebaseSender(
        new StandInCredentials(), project, transport(settings, standIn), clock);
  }

  private static SingleAttemptTransport transport(FirebaseSettings settings, @Nullable URI to) {
    return new SingleAttemptTransport(settings.connectTimeout(), settings.answerTimeout(), to);
  }

  /// Credentials without a request to Google: the stand-in accepts any token.
  private static final class StandInCredentials extends GoogleCredentials {
    @Override
    public AccessToken refreshAccessToken() {
      // A date that is never reached, because the library reads the system clock.
      return new AccessToken("stand-in", new Date(Long.MAX_VALUE / 2));
    }
  }
}
