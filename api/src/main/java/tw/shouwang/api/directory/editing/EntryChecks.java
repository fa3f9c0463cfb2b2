package tw.shouwang.api.directory.editing;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.PhoneNumber;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;

/// Checks entries before they are written: possible numbers, matching links, a source for every new
/// number, existing references, consistent times, and no text that can mislead.
final class EntryChecks {

  private static final Pattern KEY = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+){1,8}");
  private static final Pattern WEB = Pattern.compile("https?://\\S+");
  private static final int LONGEST_KEY = 100;

  /// Invisible characters. Those that change the text direction can make a number or name look like
  /// another one; U+FFFD means that a wrong encoding lost characters.
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFFFD&&[^\\n]]");

  private final EntryReader reader;
  private final Map<String, EntryDocument> entries = new HashMap<>();

  /// @param all the directory that the entries will be part of, with or without them
  EntryChecks(DirectoryDocument all) {
    this.reader = new EntryReader(DirectorySnapshot.areas(all), DirectorySnapshot.sources(all));
    orEmpty(all.entries()).forEach(each -> entries.put(each.key(), each));
  }

  /// The problems of an entry; empty if it may be written.
  ///
  /// @param before the entry that it replaces, if there is one
  List<String> problems(EntryDocument entry, @Nullable EntryDocument before) {
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
    if (entry.needsSecondPerson()
        && (entry.status() == ResourceStatus.TEMPORARILY_CLOSED || entry.closure() != null)) {
      problems.add("status: an emergency number or a nationwide hotline is never closed");
    }
    if (texts(entry).anyMatch(text -> INVISIBLE.matcher(text).find())) {
      problems.add("texts: a character that nobody sees");
    }
    readable(entry, problems);
    numbers(entry, before, problems);
    references(entry, problems);
    return problems;
  }

  private static Stream<String> texts(EntryDocument entry) {
    Stream<@Nullable Map<String, String>> own =
        Stream.of(
            entry.name(),
            entry.purpose(),
            entry.agency(),
            entry.hours() == null ? null : entry.hours().note(),
            entry.location() == null ? null : entry.location().address(),
            entry.closure() == null ? null : entry.closure().reason());
    Stream<@Nullable Map<String, String>> ofContacts =
        orEmpty(entry.contacts()).stream()
            .flatMap(contact ->
                Stream.of(
                    contact.label(),
                    contact.note(),
                    contact.hours() == null ? null : contact.hours().note()));
    return Stream.concat(
        Stream.concat(own, ofContacts)
            .flatMap(texts -> texts == null ? Stream.empty() : texts.values().stream()),
        Stream.concat(orEmpty(entry.aliases()).stream(), Stream.of(entry.key())));
  }

  private void readable(EntryDocument entry, List<String> problems) {
    try {
      reader.read(entry);
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
    for (EntryDocument.ContactDocument given : orEmpty(entry.contacts())) {
      if (given.disagreesWithItsNumber()) {
        problems.add("contacts: telUri or e164 calls another number than dial; leave them out");
      }
    }
    for (EntryDocument.ContactDocument contact : orEmpty(entry.withNumbersRead().contacts())) {
      String dial = contact.dial();
      if (dial != null && !PhoneNumber.of(dial).filter(PhoneNumber::isValid).isPresent()) {
        problems.add("contacts: a number that cannot be one in Taiwan");
      }
      if (contact.kind() == ContactKind.VOICE && dial == null) {
        problems.add("contacts: VOICE has no number");
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

  private void references(EntryDocument entry, List<String> problems) {
    if (entry.contactVia() != null && !entries.containsKey(entry.contactVia())) {
      problems.add("contactVia: there is no such entry");
    }
    String successor = entry.supersededBy();
    if ((entry.status() == ResourceStatus.SUPERSEDED) != (successor != null)) {
      problems.add("supersededBy: belongs to a superseded entry, and to no other");
    }
    if (successor != null && (!entries.containsKey(successor) || leadsBack(entry, successor))) {
      problems.add("supersededBy: leads nowhere");
    }
  }

  private boolean leadsBack(EntryDocument entry, String successor) {
    Set<String> passed = new HashSet<>(Set.of(entry.key()));
    String next = successor;
    while (next != null) {
      if (!passed.add(next)) {
        return true;
      }
      EntryDocument there = entries.get(next);
      next = there == null ? null : there.supersededBy();
    }
    return false;
  }
}
