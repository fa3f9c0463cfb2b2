package tw.shouwang.api.directory.snapshot;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Confidence;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Network;
import tw.shouwang.api.directory.entries.ResourceKind;
import tw.shouwang.api.directory.entries.Scope;
import tw.shouwang.api.directory.entries.Topic;

/// The properties of an entry that filters and ranking use, apart from hours, words and place. A
/// directory has few different facets, so a query judges each facet once instead of every entry.
///
/// @param unsure whether the entry's data has low confidence
public record Facet(
    boolean listed,
    Scope scope,
    ResourceKind kind,
    @Nullable Network network,
    Set<Topic> topics,
    List<String> primaryLanguages,
    @Nullable Boolean freeOfCharge,
    boolean localCode,
    boolean nationwide,
    boolean unsure,
    List<Reach> reaches) {

  /// A contact, bound to areas if it names any.
  record Reach(ContactKind kind, List<Area> coverage) {

    boolean holdsIn(@Nullable Area asked) {
      return asked == null
          || coverage.isEmpty()
          || coverage.stream().anyMatch(area -> area.touches(asked));
    }
  }

  static Facet of(Entry entry) {
    return new Facet(
        entry.listed(),
        entry.scope(),
        entry.kind(),
        entry.network(),
        entry.topics().isEmpty() ? Set.of() : EnumSet.copyOf(entry.topics()),
        entry.languages().stream().map(IndexedEntry::primary).distinct().toList(),
        entry.freeOfCharge(),
        entry.localCode(),
        entry.nationwide(),
        entry.confidence() == Confidence.LOW,
        entry.contacts().stream()
            .map(contact -> new Reach(contact.kind(), contact.coverage()))
            .distinct()
            .toList());
  }

  /// Whether the line answers in a language; regional variants of one language count as the same.
  public boolean answersIn(String primaryLanguage) {
    return primaryLanguages.contains(primaryLanguage);
  }

  public boolean hasAny(Set<Topic> asked) {
    for (Topic topic : asked) {
      if (topics.contains(topic)) {
        return true;
      }
    }
    return false;
  }

  public boolean reachableBy(Set<ContactKind> asked, @Nullable Area area) {
    for (Reach reach : reaches) {
      if (asked.contains(reach.kind()) && reach.holdsIn(area)) {
        return true;
      }
    }
    return false;
  }
}
