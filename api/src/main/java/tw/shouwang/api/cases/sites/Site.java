package tw.shouwang.api.cases.sites;

import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.i18n.LocalizedText;

/// The place of a poster, as far as it fills in a form.
public record Site(String code, GatekeeperKind gatekeeperKind, Area area, LocalizedText name) {

  @Override
  public String toString() {
    return "Site[redacted]";
  }
}
