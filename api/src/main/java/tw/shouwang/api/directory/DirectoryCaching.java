package tw.shouwang.api.directory;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tw.shouwang.api.directory.hours.Availability;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.ModelResource;
import tw.shouwang.graphql.CacheHint;
import tw.shouwang.graphql.CacheVersion;
import tw.shouwang.graphql.RequestContext;

/// Says how long answers of the directory may be cached. States change on whole minutes only, so an
/// answer that depends on the clock holds until the end of the minute, and a single availability
/// until its next change. Every answer ends with the snapshot, and with the release's model for
/// understanding texts.
@Singleton
class DirectoryCaching implements CacheVersion {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final SnapshotStore store;

  DirectoryCaching(SnapshotStore store) {
    this.store = store;
  }

  @Override
  public String current() {
    return store.current().version() + "." + ModelResource.name();
  }

  /// The field does not depend on the time.
  static void lasting(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(environment, now(environment).plus(LONGEST));
  }

  /// The field depends on the clock.
  static void thisMinute(DataFetchingEnvironment environment) {
    CacheHint.publicUntil(
        environment, now(environment).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
  }

  /// The field is one state at the operation's own instant; it holds until the state changes.
  static void until(DataFetchingEnvironment environment, Availability availability) {
    Instant change = availability.validUntil();
    Instant latest = now(environment).plus(LONGEST);
    boolean judgedNow = availability.at().equals(now(environment));
    CacheHint.publicUntil(
        environment, judgedNow && change != null && change.isBefore(latest) ? change : latest);
  }

  private static Instant now(DataFetchingEnvironment environment) {
    return RequestContext.of(environment).instant();
  }
}
