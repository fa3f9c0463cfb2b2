package tw.shouwang.notifications.firebase;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// Makes a [FirebaseSender] for a stand-in, for tests of other packages.
public final class StandInSenders {

  private StandInSenders() {}

  public static FirebaseSender to(URI standIn, Duration answerTimeout) {
    var settings = new FirebaseSettings(null, null, standIn, Duration.ofSeconds(3), answerTimeout);
    return FirebaseBeans.standIn(settings, standIn, InstantSource.system());
  }
}
