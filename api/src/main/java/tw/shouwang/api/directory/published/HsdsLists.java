package tw.shouwang.api.directory.published;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;

/// What HSDS lists of one snapshot, each list by id and in its order: services and places by key,
/// organizations by id. An organization is what runs services; it is the list of them.
record HsdsLists(
    Map<String, Entry> services,
    Map<String, List<Entry>> organizations,
    Map<String, Entry> placed) {

  /// Routing entries and those not to be referred to are not offered as services.
  static HsdsLists of(DirectorySnapshot snapshot) {
    List<Entry> offered = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      Entry entry = snapshot.item(number).entry();
      if (entry.scope() != Scope.BACKEND_ROUTING && entry.status() != ResourceStatus.DO_NOT_REFER) {
        offered.add(entry);
      }
    }
    offered.sort(Comparator.comparing(Entry::key));
    Map<String, Entry> services = new LinkedHashMap<>();
    Map<String, Entry> placed = new LinkedHashMap<>();
    Map<UUID, List<Entry>> run = new TreeMap<>();
    for (Entry entry : offered) {
      services.put(entry.id().toString(), entry);
      run.computeIfAbsent(Hsds.organizationId(entry), any -> new ArrayList<>()).add(entry);
      if (entry.location() != null) {
        placed.put(Hsds.atLocationId(entry), entry);
      }
    }
    Map<String, List<Entry>> organizations = new LinkedHashMap<>();
    run.forEach((id, entries) -> organizations.put(id.toString(), entries));
    return new HsdsLists(services, organizations, placed);
  }
}
