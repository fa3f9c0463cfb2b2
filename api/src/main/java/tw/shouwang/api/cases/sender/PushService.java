package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.DeviceToken;

/// Lets senders be told. The device is promised in one transaction and reaches the vault in
/// another, so that no table ever has both a case and a device.
@Singleton
class PushService {

  private final Devices devices;

  PushService(Devices devices) {
    this.devices = devices;
  }

  @Transactional
  void enable(CaseHandle handle, DeviceToken token) {
    devices.enable(handle.row().id(), token);
  }

  @Transactional
  void disable(CaseHandle handle) {
    devices.forget(handle.row().id());
  }

  @Transactional
  boolean isEnabled(CaseHandle handle) {
    return devices.isEnabled(handle.row().id());
  }
}
