package tw.shouwang.api.intake.alerts;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.devices.StaffDevices;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.intake.webhooks.Webhooks;

/// Alerts a centre that something needs attention, without any detail: no case is named. The alert
/// is queued in the caller's transaction, so it is sent if and only if the transaction commits.
@Singleton
public class Alerts {

  private final Webhooks webhooks;
  private final AlertDeviceRepository devices;
  private final SecondReceiverRepository seconds;
  private final StaffDevices pushes;
  private final InstantSource clock;

  Alerts(
      Webhooks webhooks,
      AlertDeviceRepository devices,
      SecondReceiverRepository seconds,
      StaffDevices pushes,
      InstantSource clock) {
    this.webhooks = webhooks;
    this.devices = devices;
    this.seconds = seconds;
    this.pushes = pushes;
    this.clock = clock;
  }

  /// Alerts those who have to hear of what happened to a case.
  ///
  /// @param dangerBegins whether it is danger from now on, or danger that nobody has any more
  public void tell(Happening what, AlertedCase now, boolean dangerBegins) {
    WhoHears hears = WhoHears.of(what, now, dangerBegins);
    if (hears.event() != null) {
      webhooks.alert(hears.event(), now.centre(), now.exercise());
    }
    hears.people().stream()
        .flatMap(hearer -> devices(hearer, now).stream())
        .distinct()
        .forEach(device -> pushes.push(device.worker(), device.name()));
  }

  /// Tells receivers of something about a centre as a whole.
  public void tell(WebhookEvent event, String centre) {
    webhooks.alert(event, centre, false);
  }

  /// Tells receivers of a deadline that is near or was missed, together with the others of the
  /// quarter hour. Danger is never gathered in this way.
  ///
  /// @param clockKind the kind of the deadline's clock
  public void remind(Happening what, AlertedCase now, String clockKind) {
    WebhookEvent event = WhoHears.of(what, now, false).event();
    if (event != null) {
      webhooks.remind(event, now.centre(), clockKind, now.exercise());
    }
  }

  private List<AlertDevice> devices(WhoHears.Hearer hearer, AlertedCase now) {
    LocalDate today = AlertDevice.today(clock);
    return switch (hearer) {
      case CLAIMANT ->
          Optional.ofNullable(now.claimedBy())
              .filter(worker -> !worker.equals(now.by()))
              .map(worker -> devices.ofWorker(worker, today))
              .orElse(List.of());
      case EVERYBODY -> devices.of(now.centre(), false, today);
      case SUPERVISORS -> devices.of(now.centre(), true, today);
      case SECOND -> second(now, today);
    };
  }

  private List<AlertDevice> second(AlertedCase now, LocalDate today) {
    Optional<SecondReceiver> named = seconds.findByCentre(now.centre());
    Optional<String> worker = named.flatMap(each -> Optional.ofNullable(each.worker()));
    Optional<String> other = named.flatMap(each -> Optional.ofNullable(each.otherCentre()));
    other.ifPresent(
        elsewhere -> webhooks.alert(WebhookEvent.DANGER_SECOND, elsewhere, now.exercise()));
    List<AlertDevice> found =
        worker
            .map(colleague -> devices.ofWorker(colleague, today))
            .or(() -> other.map(elsewhere -> devices.of(elsewhere, false, today)))
            .orElse(List.of());
    // If the second receiver has no device, the supervisors are alerted now and not only at the
    // next mark.
    return found.isEmpty() && named.isPresent() ? devices.of(now.centre(), true, today) : found;
  }

  /// Removes a member who has left a centre: deletes their devices there, and their place as the
  /// centre's second receiver. In the caller's transaction.
  public void left(String centre, String worker) {
    for (AlertDevice each : devices.ofWorkerAt(centre, worker)) {
      devices.remove(each.worker(), each.name());
      pushes.forget(each.worker(), each.name());
    }
    seconds.removeWorker(centre, worker);
  }
}
