package tw.shouwang.api.cases.sites;

import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.guidance.GatekeeperKind;
import tw.shouwang.i18n.LocalizedText;

/// Where a poster hangs, as far as a form can be filled in from it.
public record Site(String code, GatekeeperKind gatekeeperKind, Area area, LocalizedText name) {

  @Override
  public String toString() {
    return "Site[redacted]";
  }
}
