package tw.shouwang.api.cases.sites;

import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.i18n.LocalizedText;

/// The place of a poster, as far as it fills in a form.
///
/// @param exercise whether what comes with the code is an exercise
public record Site(
    String code, GatekeeperKind gatekeeperKind, Area area, LocalizedText name, boolean exercise) {

  @Override
  public String toString() {
    return "Site[redacted]";
  }
}
