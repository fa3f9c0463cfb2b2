package tw.shouwang.api.intake.alerts;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import tw.shouwang.api.cases.sealing.CentreKeySchedule;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.intake.webhooks.Webhooks;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// Checks whether somebody at each centre that is served here is told of danger. A centre that has
/// just joined has neither a receiver nor a device, and its people report all the same.
@Singleton
@Requires(condition = InStaffProcess.class)
final class AlarmCheck implements SetupCheck {

  private final BeanProvider<Directory> directory;
  private final BeanProvider<CentreKeySchedule> schedule;
  private final BeanProvider<Webhooks> webhooks;
  private final BeanProvider<AlertDeviceRepository> devices;
  private final InstantSource clock;

  AlarmCheck(
      BeanProvider<Directory> directory,
      BeanProvider<CentreKeySchedule> schedule,
      BeanProvider<Webhooks> webhooks,
      BeanProvider<AlertDeviceRepository> devices,
      InstantSource clock) {
    this.directory = directory;
    this.schedule = schedule;
    this.webhooks = webhooks;
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "alarms";
  }

  /// Devices are in the database, without which a node starts.
  @Override
  public boolean atStart() {
    return false;
  }

  @Override
  public List<SetupFinding> look() {
    List<String> deaf =
        schedule.get().served(directory.get().centres()).stream()
            .filter(centre -> !hears(centre))
            .sorted()
            .toList();
    return List.of(
        deaf.isEmpty()
            ? found(
                Level.OK,
                "At each centre somebody is told of danger, by a receiver or on a device.")
            : found(
                Level.WEAK,
                "Nobody is told of danger at %s: no receiver in shouwang.webhooks is of it and gets"
                        .formatted(String.join(", ", deaf))
                    + " DANGER_ARRIVED, and no member of its staff has registered a device."));
  }

  private boolean hears(String centre) {
    return webhooks.get().tells(WebhookEvent.DANGER_ARRIVED, centre)
        || !devices.get().of(centre, false, AlertDevice.today(clock)).isEmpty();
  }
}
