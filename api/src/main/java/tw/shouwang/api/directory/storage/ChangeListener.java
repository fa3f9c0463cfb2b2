package tw.shouwang.api.directory.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import tw.shouwang.api.database.NoticeListener;
import tw.shouwang.api.directory.snapshot.DirectorySettings;

/// Hears of changes of the directory, and looks by itself now and then in case a notice was lost.
/// While the database is away the snapshot goes on serving.
@Singleton
class ChangeListener {

  static final String CHANNEL = "directory_changed";

  private final NoticeListener listener;

  ChangeListener(
      @Named("default") DatasourceConfiguration database,
      SnapshotLoader loader,
      DirectorySettings settings) {
    this.listener = new NoticeListener(database, CHANNEL, settings.poll(), loader::refresh);
  }

  void start() {
    listener.start();
  }

  @PreDestroy
  void stop() {
    listener.close();
  }
}
