package tw.shouwang.api.directory.view;

import java.util.Arrays;
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
  int[] select(List<EntryContact> contacts) {
    int[] shown = new int[contacts.size()];
    int count = 0;
    for (int index = 0; index < shown.length; index++) {
      if (isShown(contacts.get(index))) {
        shown[count++] = index;
      }
    }
    if (area == null && boundOnes) {
      for (int index = 0; index < shown.length; index++) {
        if (!contacts.get(index).coverage().isEmpty()) {
          shown[count++] = index;
        }
      }
    }
    return count == shown.length ? shown : Arrays.copyOf(shown, count);
  }

  /// Whether it is bound to no area, or to the one that was asked for.
  private boolean isShown(EntryContact contact) {
    return contact.coverage().isEmpty() || (area != null && !contact.boundElsewhere(area));
  }
}
