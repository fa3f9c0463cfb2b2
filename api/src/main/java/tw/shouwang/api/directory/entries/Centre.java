package tw.shouwang.api.directory.entries;

import java.util.List;
import tw.shouwang.i18n.LocalizedText;

/// A county's central intake, which handles the cases of its areas.
///
/// @param code the short name in keys and cases, e.g. `tpe`
/// @param resource the key of its entry in the directory
public record Centre(String code, LocalizedText name, List<Area> areas, String resource) {

  public Centre {
    areas = List.copyOf(areas);
  }
}
