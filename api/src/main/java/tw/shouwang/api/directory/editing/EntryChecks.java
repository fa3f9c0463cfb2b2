package tw.shouwang.api.directory.editing;

import static tw.shouwang.api.directory.document.DirectoryDocument.orEmpty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.editing.EntryProblem.Code;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.entries.OpeningSpan;
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
  private final Set<String> areas;
  private final Set<String> sources;
  private final Map<String, EntryDocument> entries = new HashMap<>();

  /// @param all the directory that the entries will be part of, with or without them
  EntryChecks(DirectoryDocument all) {
    this.reader = new EntryReader(DirectorySnapshot.areas(all), DirectorySnapshot.sources(all));
    this.areas = DirectorySnapshot.areas(all).keySet();
    this.sources = DirectorySnapshot.sources(all).keySet();
    orEmpty(all.entries()).forEach(each -> entries.put(each.key(), each));
  }

  /// The problems of an entry; empty if it may be written.
  ///
  /// @param before the entry that it replaces, if there is one
  List<EntryProblem> problems(EntryDocument entry, @Nullable EntryDocument before) {
    List<EntryProblem> problems = new ArrayList<>();
    if (!KEY.matcher(entry.key()).matches() || entry.key().length() > LONGEST_KEY) {
      problems.add(new EntryProblem("/key", Code.WRONG_FORM));
    }
    if (!entry.name().containsKey("zh-TW")) {
      problems.add(new EntryProblem("/name/zh-TW", Code.MISSING));
    }
    if (!entry.agency().containsKey("zh-TW")) {
      problems.add(new EntryProblem("/agency/zh-TW", Code.MISSING));
    }
    if (!entry.nationwide() && orEmpty(entry.coverage()).isEmpty()) {
      problems.add(new EntryProblem("/coverage", Code.NO_AREA));
    }
    if (orEmpty(entry.sources()).isEmpty()) {
      problems.add(new EntryProblem("/sources", Code.NO_SOURCE));
    }
    if (entry.needsSecondPerson()
        && (entry.status() == ResourceStatus.TEMPORARILY_CLOSED || entry.closure() != null)) {
      problems.add(
          new EntryProblem(entry.closure() == null ? "/status" : "/closure", Code.NEVER_CLOSED));
    }
    texts(entry)
        .forEach((at, text) -> {
          if (INVISIBLE.matcher(text).find()) {
            problems.add(new EntryProblem(at, Code.INVISIBLE));
          }
        });
    readable(entry, problems);
    numbers(entry, before, problems);
    references(entry, problems);
    return problems;
  }

  /// All texts by their places.
  private static Map<String, String> texts(EntryDocument entry) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("/key", entry.key());
    put(all, "/name", entry.name());
    put(all, "/purpose", entry.purpose());
    put(all, "/agency", entry.agency());
    put(all, "/hours/note", entry.hours() == null ? null : entry.hours().note());
    put(all, "/location/address", entry.location() == null ? null : entry.location().address());
    put(all, "/closure/reason", entry.closure() == null ? null : entry.closure().reason());
    each(entry.aliases(), "/aliases", all::put);
    each(
        entry.contacts(),
        "/contacts",
        (at, contact) -> {
          put(all, at + "/label", contact.label());
          put(all, at + "/note", contact.note());
          put(all, at + "/hours/note", contact.hours() == null ? null : contact.hours().note());
        });
    return all;
  }

  private static void put(Map<String, String> all, String at, @Nullable Map<String, String> texts) {
    if (texts != null) {
      texts.forEach((language, text) -> all.put(at + "/" + language, text));
    }
  }

  /// The elements of a list with their places.
  private static <T> void each(@Nullable List<T> list, String at, BiConsumer<String, T> use) {
    List<T> elements = orEmpty(list);
    for (int index = 0; index < elements.size(); index++) {
      use.accept(at + "/" + index, elements.get(index));
    }
  }

  private void readable(EntryDocument entry, List<EntryProblem> problems) {
    int before = problems.size();
    each(
        entry.coverage(),
        "/coverage",
        (at, covered) -> area(covered.area(), at + "/area", problems));
    if (entry.location() != null && entry.location().area() != null) {
      area(entry.location().area(), "/location/area", problems);
    }
    each(entry.sources(), "/sources", (at, source) -> source(source, at, problems));
    hours(entry.hours(), "/hours", problems);
    each(
        entry.contacts(),
        "/contacts",
        (at, contact) -> {
          each(contact.coverage(), at + "/coverage", (place, code) -> area(code, place, problems));
          each(contact.sources(), at + "/sources", (place, id) -> source(id, place, problems));
          hours(contact.hours(), at + "/hours", problems);
        });
    EntryDocument.EntryClosureDocument closure = entry.closure();
    if (closure != null
        && closure.from() != null
        && closure.until() != null
        && !closure.from().isBefore(closure.until())) {
      problems.add(new EntryProblem("/closure/until", Code.WRONG_TIMES));
    }
    try {
      reader.read(entry);
    } catch (IllegalArgumentException e) {
      if (problems.size() == before) {
        problems.add(new EntryProblem("", Code.UNREADABLE));
      }
    }
  }

  private void area(String code, String at, List<EntryProblem> problems) {
    if (!areas.contains(code)) {
      problems.add(new EntryProblem(at, Code.NO_SUCH_AREA));
    }
  }

  private void source(String id, String at, List<EntryProblem> problems) {
    if (!sources.contains(id)) {
      problems.add(new EntryProblem(at, Code.NO_SUCH_SOURCE));
    }
  }

  private void hours(
      EntryDocument.@Nullable HoursDocument hours, String at, List<EntryProblem> problems) {
    if (hours == null) {
      return;
    }
    each(
        hours.weekly(),
        at + "/weekly",
        (place, period) -> {
          for (int day : period.days()) {
            if (!canBe(
                () ->
                    new OpeningPeriod(
                        day,
                        OpeningPeriod.minutes(period.opens()),
                        OpeningPeriod.minutes(period.closes()),
                        period.validFrom(),
                        period.validUntil()))) {
              problems.add(new EntryProblem(place, Code.WRONG_TIMES));
              return;
            }
          }
        });
    each(
        hours.holidaySpans(),
        at + "/holidaySpans",
        (place, span) -> {
          if (!canBe(
              () ->
                  new OpeningSpan(
                      OpeningPeriod.minutes(span.opens()), OpeningPeriod.minutes(span.closes())))) {
            problems.add(new EntryProblem(place, Code.WRONG_TIMES));
          }
        });
    each(hours.sources(), at + "/sources", (place, id) -> source(id, place, problems));
  }

  private static boolean canBe(Runnable made) {
    try {
      made.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void numbers(
      EntryDocument entry, @Nullable EntryDocument before, List<EntryProblem> problems) {
    Set<String> known = new HashSet<>();
    if (before != null) {
      orEmpty(before.contacts()).forEach(contact -> known.add(String.valueOf(contact.dial())));
    }
    each(
        entry.contacts(),
        "/contacts",
        (at, given) -> {
          if (given.disagreesWithItsNumber()) {
            problems.add(
                new EntryProblem(
                    at + (given.telUri() == null ? "/e164" : "/telUri"), Code.OTHER_LINK));
          }
        });
    each(
        entry.withNumbersRead().contacts(),
        "/contacts",
        (at, contact) -> {
          String dial = contact.dial();
          if (dial != null && !PhoneNumber.of(dial).filter(PhoneNumber::isValid).isPresent()) {
            problems.add(new EntryProblem(at + "/dial", Code.IMPOSSIBLE_NUMBER));
          }
          if (contact.kind() == ContactKind.VOICE && dial == null) {
            problems.add(new EntryProblem(at + "/dial", Code.NO_NUMBER));
          }
          if (dial != null
              && before != null
              && !known.contains(dial)
              && orEmpty(contact.sources()).isEmpty()) {
            problems.add(new EntryProblem(at + "/sources", Code.CHANGED_WITHOUT_SOURCE));
          }
          if (contact.url() != null && !WEB.matcher(contact.url()).matches()) {
            problems.add(new EntryProblem(at + "/url", Code.NO_WEB_ADDRESS));
          }
        });
  }

  private void references(EntryDocument entry, List<EntryProblem> problems) {
    if (entry.contactVia() != null && !entries.containsKey(entry.contactVia())) {
      problems.add(new EntryProblem("/contactVia", Code.NO_SUCH_ENTRY));
    }
    String successor = entry.supersededBy();
    if ((entry.status() == ResourceStatus.SUPERSEDED) != (successor != null)) {
      problems.add(new EntryProblem("/supersededBy", Code.SUCCESSOR_AND_STATUS));
    }
    if (successor != null && (!entries.containsKey(successor) || leadsBack(entry, successor))) {
      problems.add(new EntryProblem("/supersededBy", Code.SUCCESSOR_NOWHERE));
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
