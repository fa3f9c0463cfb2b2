package tw.shouwang.api.directory.entries;

import java.util.List;
import tw.shouwang.i18n.LocalizedText;

/// A county's central intake: it owns the cases of its areas.
///
/// @param code the short name that keys and cases use, e.g. `tpe`
/// @param resource the key of its entry in the directory
public record Centre(String code, LocalizedText name, List<Area> areas, String resource) {

  public Centre {
    areas = List.copyOf(areas);
  }
}
