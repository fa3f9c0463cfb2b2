package tw.shouwang.api.directory.published;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.text.SearchText;
import tw.shouwang.api.directory.text.TextIndex;

/// The HSDS lists of one snapshot, by id and in order: services and places by key, organizations by
/// id. An organization is the list of the services that it runs.
record HsdsLists(
    DirectorySnapshot snapshot,
    Map<String, Offered> services,
    Map<String, List<Offered>> organizations,
    Map<String, Offered> placed) {

  /// An entry offered as a service.
  ///
  /// @param successor the entry that replaced it, if any
  record Offered(int number, Entry entry, @Nullable Entry successor) {}

  /// Without routing entries and DO_NOT_REFER entries.
  static HsdsLists of(DirectorySnapshot snapshot) {
    List<Offered> offered = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      Entry entry = snapshot.item(number).entry();
      if (entry.scope() != Scope.BACKEND_ROUTING && entry.status() != ResourceStatus.DO_NOT_REFER) {
        offered.add(new Offered(number, entry, successor(snapshot, entry)));
      }
    }
    offered.sort(Comparator.comparing(each -> each.entry().key()));
    Map<String, Offered> services = new LinkedHashMap<>();
    Map<String, Offered> placed = new LinkedHashMap<>();
    Map<UUID, List<Offered>> run = new TreeMap<>();
    for (Offered each : offered) {
      Entry entry = each.entry();
      services.put(entry.id().toString(), each);
      run.computeIfAbsent(Hsds.organizationId(entry), any -> new ArrayList<>()).add(each);
      if (entry.location() != null) {
        placed.put(Hsds.atLocationId(entry), each);
      }
    }
    Map<String, List<Offered>> organizations = new LinkedHashMap<>();
    run.forEach((id, entries) -> organizations.put(id.toString(), entries));
    return new HsdsLists(snapshot, services, organizations, placed);
  }

  private static @Nullable Entry successor(DirectorySnapshot snapshot, Entry entry) {
    String key = entry.supersededBy();
    return key == null ? null : snapshot.byKey(key).map(IndexedEntry::entry).orElse(null);
  }

  /// The services that contain a text. Replaced ones count, because a copy of the directory
  /// contains them too.
  Predicate<Offered> holding(String text) {
    byte[] found = snapshot.text().match(SearchText.of(text), any -> true, false);
    return each -> found[each.number()] != TextIndex.NONE;
  }
}
