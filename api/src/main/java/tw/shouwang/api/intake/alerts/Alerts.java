package tw.shouwang.api.intake.alerts;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import tw.shouwang.api.devices.StaffDevices;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.intake.webhooks.Webhooks;

/// Alerts a centre that something needs attention, without any detail: no case is named. The alert
/// is queued in the caller's transaction, so it is sent if and only if the transaction commits.
@Singleton
public class Alerts {

  private final Webhooks webhooks;
  private final AlertDeviceRepository devices;
  private final StaffDevices pushes;
  private final InstantSource clock;

  Alerts(
      Webhooks webhooks, AlertDeviceRepository devices, StaffDevices pushes, InstantSource clock) {
    this.webhooks = webhooks;
    this.devices = devices;
    this.pushes = pushes;
    this.clock = clock;
  }

  public void tell(WebhookEvent event, String centre) {
    webhooks.alert(event, centre);
    woken(event, centre).forEach(device -> pushes.push(device.worker(), device.name()));
  }

  private List<AlertDevice> woken(WebhookEvent event, String centre) {
    return switch (event) {
      case DANGER_ARRIVED -> devices.of(centre, false, AlertDevice.today(clock));
      case DANGER_UNCLAIMED -> devices.of(centre, true, AlertDevice.today(clock));
      case DEADLINE_NEAR,
          DEADLINE_MISSED,
          CLOSING_SOON,
          HANDOVER_REFUSED,
          HANDOVER_CAME_BACK,
          CASE_HANDED_OVER,
          CASE_FOLLOWED_UP,
          CASE_WITHDRAWN ->
          List.of();
    };
  }
}
