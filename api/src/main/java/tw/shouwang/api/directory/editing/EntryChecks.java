package tw.shouwang.api.directory.editing;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;

/// Whether an entry may be written: numbers that can be ones, a source for every number that is
/// new, references that lead somewhere, times that make sense.
@Singleton
class EntryChecks {

  private static final Pattern KEY = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+){1,8}");
  private static final Pattern WEB = Pattern.compile("https?://\\S+");
  private static final int LONGEST_KEY = 100;

  /// What is wrong with an entry; nothing when it may be written.
  ///
  /// @param before the entry it replaces, if there is one
  /// @param all the directory it goes into
  List<String> problems(
      EntryDocument entry, @Nullable EntryDocument before, DirectoryDocument all) {
    List<String> problems = new ArrayList<>();
    if (!KEY.matcher(entry.key()).matches() || entry.key().length() > LONGEST_KEY) {
      problems.add("key: lower-case letters, digits, dots and dashes");
    }
    if (!entry.name().containsKey("zh-TW") || !entry.agency().containsKey("zh-TW")) {
      problems.add("name, agency: zh-TW is missing");
    }
    if (!entry.nationwide() && orEmpty(entry.coverage()).isEmpty()) {
      problems.add("coverage: names no area, and is not nationwide");
    }
    if (orEmpty(entry.sources()).isEmpty()) {
      problems.add("sources: there has to be one");
    }
    readable(entry, all, problems);
    numbers(entry, before, problems);
    references(entry, all, problems);
    return problems;
  }

  private static void readable(EntryDocument entry, DirectoryDocument all, List<String> problems) {
    Map<String, Area> areas = DirectorySnapshot.areas(all);
    try {
      new EntryReader(areas, DirectorySnapshot.sources(all)).read(entry);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private static void numbers(
      EntryDocument entry, @Nullable EntryDocument before, List<String> problems) {
    Set<String> known = new HashSet<>();
    if (before != null) {
      orEmpty(before.contacts()).forEach(contact -> known.add(String.valueOf(contact.dial())));
    }
    for (EntryDocument.ContactDocument contact : orEmpty(entry.contacts())) {
      String dial = contact.dial();
      if (dial != null && !PhoneNumbers.isValid(dial)) {
        problems.add("contacts: a number that cannot be one in Taiwan");
      }
      if (dial != null
          && before != null
          && !known.contains(dial)
          && orEmpty(contact.sources()).isEmpty()) {
        problems.add("contacts: a changed number needs a source of its own");
      }
      if (contact.url() != null && !WEB.matcher(contact.url()).matches()) {
        problems.add("contacts: an address that is not http or https");
      }
    }
  }

  private static void references(
      EntryDocument entry, DirectoryDocument all, List<String> problems) {
    Set<String> keys = new HashSet<>();
    orEmpty(all.entries()).forEach(each -> keys.add(each.key()));
    if (entry.contactVia() != null && !keys.contains(entry.contactVia())) {
      problems.add("contactVia: there is no such entry");
    }
    String successor = entry.supersededBy();
    if ((entry.status() == ResourceStatus.SUPERSEDED) != (successor != null)) {
      problems.add("supersededBy: belongs to a superseded entry, and to no other");
    }
    if (successor != null && (!keys.contains(successor) || leadsBack(entry, successor, all))) {
      problems.add("supersededBy: leads nowhere");
    }
  }

  private static boolean leadsBack(EntryDocument entry, String successor, DirectoryDocument all) {
    String next = successor;
    for (int step = 0; step <= orEmpty(all.entries()).size() && next != null; step++) {
      if (next.equals(entry.key())) {
        return true;
      }
      String here = next;
      next =
          orEmpty(all.entries()).stream()
              .filter(each -> each.key().equals(here))
              .findFirst()
              .map(EntryDocument::supersededBy)
              .orElse(null);
    }
    return false;
  }
}
