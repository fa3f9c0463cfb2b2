package tw.shouwang.api.directory.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.EntryContact;

/// Which of an entry's contacts are shown for a query, because some text numbers belong to one city
/// and must never be shown in another.
public record ContactScope(@Nullable Area area, boolean boundOnes) {

  /// For a field with an area: without contacts bound to other areas.
  public static ContactScope in(Area area) {
    return new ContactScope(area, true);
  }

  /// For emergency numbers without an area: without contacts bound to any area.
  public static ContactScope unbound() {
    return new ContactScope(null, false);
  }

  /// Elsewhere: contacts bound to areas come last, with their coverage.
  public static ContactScope everywhere() {
    return new ContactScope(null, true);
  }

  /// The indexes of the contacts to show, in order.
  List<Integer> select(List<EntryContact> contacts) {
    List<Integer> shown = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    for (int index = 0; index < contacts.size(); index++) {
      EntryContact contact = contacts.get(index);
      if (contact.coverage().isEmpty()) {
        shown.add(index);
      } else if (area != null) {
        if (!contact.boundElsewhere(area)) {
          shown.add(index);
        }
      } else if (boundOnes) {
        last.add(index);
      }
    }
    shown.addAll(last);
    return shown;
  }
}
