package tw.shouwang.api.intake.alerts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.InstantSource;
import java.time.LocalDate;
import tw.shouwang.foundation.TaiwanTime;

/// A device of a member of staff; its address is in the vault.
///
/// @param worker the identity provider's name for its owner; part of the key, with the device's
///   name
/// @param name the owner's name for the device
/// @param supervisor whether the owner was a supervisor at the last registration
/// @param keptUntil the last day on which it gets pushes, unless it is registered again
@MappedEntity(value = "alert_device", schema = "intake")
record AlertDevice(
    @Id String worker, String name, String centre, boolean supervisor, LocalDate keptUntil) {

  static LocalDate today(InstantSource clock) {
    return TaiwanTime.today(clock);
  }
}
