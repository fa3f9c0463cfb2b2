package tw.shouwang.api.intake.alerts;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import tw.shouwang.api.devices.StaffDevices;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.notifications.DeviceToken;

/// Each member's own devices; nobody can see or change another member's.
@Singleton
@Requires(condition = InStaffProcess.class)
class AlertDevices {

  static final int MOST = 5;

  private final AlertDeviceRepository repository;
  private final StaffDevices vault;
  private final InstantSource clock;

  AlertDevices(AlertDeviceRepository repository, StaffDevices vault, InstantSource clock) {
    this.repository = repository;
    this.vault = vault;
    this.clock = clock;
  }

  @Transactional
  List<AlertDevice> of(StaffMember member) {
    acting(member);
    return repository.ofWorker(member.subject(), AlertDevice.today(clock));
  }

  /// @return whether the member may have one more device
  @Transactional
  boolean enable(StaffMember member, String name, DeviceToken token) {
    String centre = acting(member);
    LocalDate today = AlertDevice.today(clock);
    repository.removeExpired(today);
    List<AlertDevice> others =
        repository.ofWorker(member.subject(), today).stream()
            .filter(each -> !each.name().equals(name))
            .toList();
    if (others.size() >= MOST) {
      return false;
    }
    byte[] tag = vault.tag(token);
    // A phone belongs to the member who registered it last: it gets one push, and none for a former
    // owner whose shift is over.
    for (AlertDevice before : repository.ofOthers(tag, member.subject())) {
      repository.remove(before.worker(), before.name());
      vault.forget(before.worker(), before.name());
    }
    repository.put(
        member.subject(),
        name,
        centre,
        member.is(StaffRole.SUPERVISOR),
        today.plusDays(StaffDevices.DAYS_KEPT),
        tag);
    vault.enable(member.subject(), name, token);
    return true;
  }

  /// Deletes a device. Does nothing if it does not exist.
  @Transactional
  void disable(StaffMember member, String name) {
    acting(member);
    if (repository.remove(member.subject(), name) > 0) {
      vault.forget(member.subject(), name);
    }
  }

  private static String acting(StaffMember member) {
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }
}
