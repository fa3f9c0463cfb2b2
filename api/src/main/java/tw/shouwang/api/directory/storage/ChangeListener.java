package tw.shouwang.api.directory.storage;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.Database;
import tw.shouwang.api.database.ListenerHealth;
import tw.shouwang.api.database.NoticeListener;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.foundation.Alarm;

/// Listens for changes of the directory, and polls in case a notice was lost. While the database is
/// unavailable the last snapshot is served. A directory that cannot be read does not end the
/// listening.
@Singleton
class ChangeListener {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

  static final String CHANNEL = "directory_changed";

  private final SnapshotLoader loader;
  private final NoticeListener listener;
  private final Alarm alarm;

  ChangeListener(
      Database database,
      SnapshotLoader loader,
      DirectorySettings settings,
      InstantSource clock,
      ListenerHealth health) {
    this.loader = loader;
    this.listener = new NoticeListener(database, CHANNEL, settings.poll(), this::look, health);
    this.alarm = new Alarm(LOG, clock);
  }

  private void look() {
    try {
      loader.refresh();
    } catch (RuntimeException e) {
      alarm.warn("the directory cannot be looked at; it is served as it was", e);
    }
  }

  void start() {
    listener.start();
  }

  @PreDestroy
  void stop() {
    listener.close();
  }
}
