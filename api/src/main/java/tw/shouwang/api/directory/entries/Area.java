package tw.shouwang.api.directory.entries;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// A county or city, or a district within one, with its official code. A district is served if its
/// county is.
public final class Area {

  private final String code;
  private final LocalizedText name;
  private final @Nullable Area parent;
  private final boolean served;
  private final List<String> aliases;
  private final @Nullable Point centroid;

  public Area(
      String code,
      LocalizedText name,
      @Nullable Area parent,
      boolean served,
      List<String> aliases,
      @Nullable Point centroid) {
    this.code = code;
    this.name = name;
    this.parent = parent;
    this.served = parent == null ? served : parent.served();
    this.aliases = List.copyOf(aliases);
    this.centroid = centroid;
  }

  public String code() {
    return code;
  }

  public LocalizedText name() {
    return name;
  }

  /// The county of a district; null for a county itself.
  public @Nullable Area parent() {
    return parent;
  }

  public boolean served() {
    return served;
  }

  /// The county: this area itself, or its parent.
  public Area county() {
    return parent == null ? this : parent;
  }

  public List<String> aliases() {
    return aliases;
  }

  /// All names of the area: its names and aliases, and the Chinese ones also without the ending for
  /// the kind of area, as people say 板橋 for 板橋區.
  public List<String> spellings() {
    List<String> spellings = new ArrayList<>(name.texts().values());
    spellings.addAll(aliases);
    for (String each : List.copyOf(spellings)) {
      int kind = each.length() - 1;
      if (kind >= 2 && "縣市區鄉鎮".indexOf(each.charAt(kind)) >= 0) {
        spellings.add(each.substring(0, kind));
      }
    }
    return spellings;
  }

  @Nullable
  public Point centroid() {
    return centroid;
  }

  /// Whether this is the other area or within it.
  public boolean within(Area other) {
    return code.equals(other.code) || (parent != null && parent.code.equals(other.code));
  }

  /// Whether one of the two areas contains the other: then somebody in one may use a contact that
  /// is bound to the other.
  public boolean touches(Area other) {
    return within(other) || other.within(this);
  }

  @Override
  public String toString() {
    return code;
  }
}
