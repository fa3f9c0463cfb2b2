package tw.shouwang.api.directory;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.foundation.TaiwanTime;

/// Checks how long the loaded working-day calendar lasts.
@Singleton
final class CalendarCheck implements SetupCheck {

  private final BeanProvider<SnapshotStore> store;
  private final DirectorySettings settings;
  private final InstantSource clock;

  CalendarCheck(
      BeanProvider<SnapshotStore> store, DirectorySettings settings, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "calendar";
  }

  /// At a start, [CalendarWatch] warns and keeps watching.
  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() {
    Optional<LocalDate> until = store.get().current().calendar().until();
    LocalDate today = TaiwanTime.today(clock);
    if (until.isEmpty() || until.get().isBefore(today)) {
      return List.of(
          found(
              Level.WRONG, "No working-day calendar is loaded: run `directory import-calendar`."));
    }
    boolean soon = until.get().isBefore(today.plusDays(settings.calendarWarning().toDays()));
    return List.of(
        found(
            soon ? Level.DUE : Level.OK,
            "The working-day calendar lasts until %s%s"
                .formatted(
                    until.get(),
                    soon ? ": load the next with `directory import-calendar`." : ".")));
  }
}
