package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.DeviceToken;

/// Turns push on and off for a case. One transaction queues the device's change and another one
/// writes it to the vault, so that no table ever holds both a case and a device.
@Singleton
class PushService {

  private final CaseLock lock;
  private final Devices devices;

  PushService(CaseLock lock, Devices devices) {
    this.lock = lock;
    this.devices = devices;
  }

  /// @return the case, or empty if the receipt no longer opens it
  @Transactional
  Optional<CaseRow> enable(CaseHandle handle, DeviceToken token) {
    Optional<CaseRow> held = lock.hold(handle);
    held.ifPresent(row -> devices.enable(row.id(), token));
    return held;
  }

  /// @return the case, or empty if the receipt no longer opens it
  @Transactional
  Optional<CaseRow> disable(CaseHandle handle) {
    Optional<CaseRow> held = lock.hold(handle);
    held.ifPresent(row -> devices.forget(row.id()));
    return held;
  }

  @Transactional
  boolean isEnabled(CaseHandle handle) {
    return devices.isEnabled(handle.row().id());
  }
}
