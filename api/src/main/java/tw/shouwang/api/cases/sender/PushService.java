package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseLock;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.DeviceToken;

/// Lets senders be told. The device is promised in one transaction and reaches the vault in
/// another, so that no table ever has both a case and a device.
@Singleton
class PushService {

  private final CaseLock lock;
  private final Devices devices;

  PushService(CaseLock lock, Devices devices) {
    this.lock = lock;
    this.devices = devices;
  }

  /// @return the case, or nothing when the receipt opens it no more
  @Transactional
  Optional<CaseRow> enable(CaseHandle handle, DeviceToken token) {
    Optional<CaseRow> held = lock.hold(handle);
    held.ifPresent(row -> devices.enable(row.id(), token));
    return held;
  }

  /// @return the case, or nothing when the receipt opens it no more
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
