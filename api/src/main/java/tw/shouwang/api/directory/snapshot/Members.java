package tw.shouwang.api.directory.snapshot;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Entry;

/// Entries by their numbers, in order, and their count per facet, so that a query without a filter
/// by open state is counted without visiting the entries.
///
/// @param facets the indexes of the facets that occur
/// @param counts for each of these facets, its number of entries
public record Members(int[] numbers, int[] facets, int[] counts) {

  static final Members NONE = of(new int[0], new int[0]);

  /// @param facetOf the facet of each entry, by its number
  static Members of(int[] numbers, int[] facetOf) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int number : numbers) {
      counts.merge(facetOf[number], 1, Integer::sum);
    }
    return new Members(
        numbers,
        counts.keySet().stream().mapToInt(facet -> facet).toArray(),
        counts.values().stream().mapToInt(count -> count).toArray());
  }

  /// The listed entries of each area: those that cover it, its county, one of its districts, or the
  /// whole country.
  static Map<String, Members> byArea(IndexedEntry[] items, int[] facetOf, Iterable<Area> areas) {
    Map<String, BitSet> covering = new HashMap<>();
    BitSet nationwide = new BitSet();
    for (IndexedEntry item : items) {
      if (!item.entry().listed()) {
        continue;
      }
      if (item.entry().nationwide()) {
        nationwide.set(item.number());
      }
      for (Entry.Coverage covered : item.entry().coverage()) {
        Area area = covered.area();
        covering.computeIfAbsent(area.code(), any -> new BitSet()).set(item.number());
        if (area.parent() != null) {
          covering.computeIfAbsent(within(area.parent()), any -> new BitSet()).set(item.number());
        }
      }
    }
    Map<String, Members> members = new HashMap<>();
    for (Area area : areas) {
      BitSet serving = (BitSet) nationwide.clone();
      for (String code : List.of(area.code(), area.county().code(), within(area))) {
        BitSet more = covering.get(code);
        if (more != null) {
          serving.or(more);
        }
      }
      members.put(area.code(), of(serving.stream().toArray(), facetOf));
    }
    return members;
  }

  private static String within(Area county) {
    return "in " + county.code();
  }

  static Members everything(int[] facetOf) {
    int[] numbers = new int[facetOf.length];
    Arrays.setAll(numbers, number -> number);
    return of(numbers, facetOf);
  }
}
