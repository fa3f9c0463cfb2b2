package tw.shouwang.api.directory.editing;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.entries.ContactKind;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.api.directory.entries.Freshness;
import tw.shouwang.api.directory.entries.ResourceStatus;
import tw.shouwang.api.directory.hours.CalendarCsv;
import tw.shouwang.api.directory.hours.WorkingCalendar;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.AgencyLinkRepository;
import tw.shouwang.api.directory.storage.ProblemRepository;
import tw.shouwang.api.directory.storage.ProposalRepository;
import tw.shouwang.api.directory.storage.ProposalRow;
import tw.shouwang.api.directory.storage.RevisionRepository;
import tw.shouwang.api.directory.storage.SnapshotLoader;
import tw.shouwang.api.directory.storage.StateRepository;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.i18n.Language;

/// Checks changes, writes them, and notifies every node.
@Singleton
final class DirectoryEditor implements DirectoryEditing {

  private static final Duration LONGEST_CLOSURE = Duration.ofDays(366);
  private static final int LONGEST_ENTRY = 200_000;
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryEditor.class);

  private final DirectoryWriter writer;
  private final StateRepository state;
  private final RevisionRepository revisions;
  private final ProblemRepository problems;
  private final ProposalRepository proposals;
  private final AgencyLinkRepository links;
  private final SnapshotLoader loader;
  private final SnapshotStore store;
  private final JsonMapper json;
  private final InstantSource clock;
  private final Alarm alarm;

  DirectoryEditor(
      DirectoryWriter writer,
      StateRepository state,
      RevisionRepository revisions,
      ProblemRepository problems,
      ProposalRepository proposals,
      AgencyLinkRepository links,
      SnapshotLoader loader,
      SnapshotStore store,
      JsonMapper json,
      InstantSource clock) {
    this.writer = writer;
    this.state = state;
    this.revisions = revisions;
    this.problems = problems;
    this.proposals = proposals;
    this.links = links;
    this.loader = loader;
    this.store = store;
    this.json = json;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  @Override
  public DirectoryEdit save(String editor, @Nullable Long seen, String entry) {
    Optional<DirectoryEdit> wrong = otherForm(entry);
    return wrong.orElseGet(
        () -> told(writer.save(editor, seen, Objects.requireNonNull(parse(entry)))));
  }

  @Override
  public Optional<String> keyOf(String entry) {
    return Optional.ofNullable(parse(entry)).map(EntryDocument::key);
  }

  /// The refusal of a text that is no entry in the published form.
  private Optional<DirectoryEdit> otherForm(String entry) {
    List<EntryProblem> wrong =
        entry.length() > LONGEST_ENTRY ? List.of() : EntryForm.problems(entry);
    if (wrong.isEmpty() && parse(entry) == null) {
      wrong = List.of(new EntryProblem("", EntryProblem.Code.NO_ENTRY));
    }
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(new DirectoryEdit.Refused(DirectoryEdit.Reason.INVALID, List.of(), wrong));
  }

  private @Nullable EntryDocument parse(String entry) {
    if (entry.length() > LONGEST_ENTRY) {
      return null;
    }
    try {
      return json.readValue(entry.getBytes(StandardCharsets.UTF_8), EntryDocument.class);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public DirectoryEdit verify(String editor, String idOrKey, long seen) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return onEntry(idOrKey, id -> writer.verify(editor, id, seen, now));
  }

  @Override
  public DirectoryEdit close(
      String editor,
      String idOrKey,
      long seen,
      @Nullable Instant from,
      @Nullable Instant until,
      Map<Language, String> reason) {
    if (from != null && until != null && !from.isBefore(until)) {
      return refused(DirectoryEdit.Reason.INVALID, "until: has to be after from");
    }
    EntryDocument.EntryClosureDocument closure =
        new EntryDocument.EntryClosureDocument(
            minute(from), minute(until), reason.isEmpty() ? null : byTag(reason));
    return change(
        editor,
        "close",
        idOrKey,
        seen,
        entry -> entry.with(ResourceStatus.TEMPORARILY_CLOSED, null, closure, entry.verifiedAt()));
  }

  @Override
  public DirectoryEdit reopen(String editor, String idOrKey, long seen) {
    return change(
        editor,
        "reopen",
        idOrKey,
        seen,
        entry -> entry.with(ResourceStatus.ACTIVE, null, null, entry.verifiedAt()));
  }

  @Override
  public DirectoryEdit retire(
      String editor, String idOrKey, long seen, @Nullable String successor) {
    if (successor == null) {
      return onEntry(idOrKey, id -> writer.remove(editor, id, seen));
    }
    String key = store.current().find(successor).map(item -> item.entry().key()).orElse(successor);
    return change(
        editor,
        "retire",
        idOrKey,
        seen,
        entry -> entry.with(ResourceStatus.SUPERSEDED, key, null, entry.verifiedAt()));
  }

  @Override
  public DirectoryEdit hideNumber(String editor, String idOrKey, long seen, String dial) {
    return onEntry(idOrKey, id -> writer.hideNumber(editor, id, seen, dial));
  }

  @Override
  public DirectoryEdit confirm(String editor, String proposalId) {
    return onProposal(proposalId, id -> writer.confirm(editor, id));
  }

  @Override
  public DirectoryEdit withdraw(String editor, String proposalId) {
    return onProposal(proposalId, id -> writer.withdraw(editor, id));
  }

  private DirectoryEdit onProposal(String proposalId, Function<UUID, WriteOutcome> write) {
    try {
      return told(write.apply(UUID.fromString(proposalId)));
    } catch (IllegalArgumentException e) {
      return refused(DirectoryEdit.Reason.UNKNOWN_CHANGE);
    }
  }

  @Override
  public List<DirectoryEdit.Proposal> proposals() {
    return proposals.findAllOrderByProposedAt().stream().map(DirectoryEditor::proposal).toList();
  }

  private static DirectoryEdit.Proposal proposal(ProposalRow row) {
    return new DirectoryEdit.Proposal(
        row.id().toString(),
        row.key(),
        row.action(),
        row.editor(),
        row.proposedAt(),
        row.document());
  }

  @Override
  public DirectoryEdit declareClosure(
      String editor, String area, Instant from, Instant until, Map<Language, String> reason) {
    if (store.current().area(area).isEmpty()) {
      return refused(DirectoryEdit.Reason.UNKNOWN_AREA);
    }
    Instant begin = from.truncatedTo(ChronoUnit.MINUTES);
    Instant end = until.truncatedTo(ChronoUnit.MINUTES);
    if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST_CLOSURE) > 0) {
      return refused(
          DirectoryEdit.Reason.INVALID, "until: has to be after from, by a year at most");
    }
    return told(writer.closeArea(editor, area, begin, end, byTag(reason)));
  }

  @Override
  public DirectoryEdit importCalendar(String editor, byte[] csv, String edition) {
    CalendarCsv.Parsed parsed = CalendarCsv.parse(csv);
    if (parsed.lines().isEmpty() || !parsed.badLines().isEmpty()) {
      List<String> bad =
          parsed.badLines().stream()
              .map(line -> "line " + line.line() + ": " + line.problem())
              .toList();
      return new DirectoryEdit.Refused(
          DirectoryEdit.Reason.INVALID, bad.isEmpty() ? List.of("the table is empty") : bad);
    }
    List<String> missing = CalendarCsv.missing(parsed.lines(), loadedDays());
    if (!missing.isEmpty()) {
      return new DirectoryEdit.Refused(
          DirectoryEdit.Reason.INVALID,
          missing.stream().map(days -> "days are missing: " + days).toList());
    }
    List<DirectoryDocument.DayDocument> days =
        parsed.lines().stream()
            .map(line -> new DirectoryDocument.DayDocument(line.date(), line.off(), line.name()))
            .toList();
    return told(writer.loadCalendar(editor, days, edition));
  }

  private Set<LocalDate> loadedDays() {
    return store.current().calendar().lines().stream()
        .map(WorkingCalendar.Line::date)
        .collect(Collectors.toSet());
  }

  @Override
  public List<StaleResource> stale() {
    DirectorySnapshot snapshot = store.current();
    Map<UUID, List<String>> reports = new HashMap<>();
    problems
        .findAll()
        .forEach(row ->
            reports.computeIfAbsent(row.resourceId(), any -> new ArrayList<>()).add(row.words()));
    Instant now = clock.instant();
    List<StaleResource> stale = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      IndexedEntry item = snapshot.item(number);
      List<String> said = reports.getOrDefault(item.entry().id(), List.of());
      if (!said.isEmpty() || item.entry().freshnessAt(now) != Freshness.VERIFIED) {
        stale.add(
            new StaleResource(new Resource(snapshot, item, ContactScope.everywhere(), null), said));
      }
    }
    stale.sort(
        Comparator.comparing((StaleResource each) -> -each.reports().size())
            .thenComparing(
                each -> Optional.ofNullable(each.resource().verifiedAt()).orElse(Instant.MIN))
            .thenComparing(each -> each.resource().asOf())
            .thenComparing(each -> each.resource().key()));
    return stale;
  }

  @Override
  public List<DueResource> due() {
    LocalDate today = TaiwanTime.today(clock);
    Map<UUID, Instant> open = new HashMap<>();
    links
        .findByAnsweredAtIsNullAndExpiresAtAfter(clock.instant())
        .forEach(link -> open.put(link.entryId(), link.expiresAt()));
    Map<UUID, Integer> reports = new HashMap<>();
    problems.findAll().forEach(row -> reports.merge(row.resourceId(), 1, Integer::sum));
    DirectorySnapshot snapshot = store.current();
    List<DueResource> due = new ArrayList<>();
    for (int number = 0; number < snapshot.size(); number++) {
      IndexedEntry item = snapshot.item(number);
      Entry entry = item.entry();
      LocalDate dueOn = CheckPlan.dueOn(entry);
      int reported = reports.getOrDefault(entry.id(), 0);
      if (entry.listed() && (reported > 0 || !dueOn.isAfter(today))) {
        due.add(
            new DueResource(
                new Resource(snapshot, item, ContactScope.everywhere(), null),
                dueOn,
                CheckPlan.lastKnown(entry),
                askAt(snapshot, entry),
                open.get(entry.id()),
                reported));
      }
    }
    due.sort(
        Comparator.comparing((DueResource each) -> -each.reports())
            .thenComparing(DueResource::dueOn)
            .thenComparing(each -> each.resource().key()));
    return due;
  }

  private static @Nullable String askAt(DirectorySnapshot snapshot, Entry entry) {
    return Stream.concat(
            Stream.of(entry),
            Optional.ofNullable(entry.contactVia()).flatMap(snapshot::byKey).stream()
                .map(IndexedEntry::entry))
        .flatMap(each -> each.contacts().stream())
        .filter(contact -> contact.kind() == ContactKind.VOICE)
        .flatMap(contact -> Stream.ofNullable(contact.dial()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public DirectoryEdit confirmAnswer(
      String editor, String answerId, long seen, @Nullable String entry) {
    Optional<DirectoryEdit> wrong = entry == null ? Optional.empty() : otherForm(entry);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    EntryDocument corrected = entry == null ? null : parse(entry);
    return onProposal(answerId, id -> writer.settle(editor, id, seen, corrected));
  }

  @Override
  public DirectoryEdit dropAnswer(String editor, String answerId) {
    return onProposal(answerId, id -> writer.dropAnswer(editor, id));
  }

  @Override
  public List<Revision> revisions(String idOrKey) {
    UUID id =
        store
            .current()
            .find(idOrKey)
            .map(item -> item.entry().id())
            .orElseGet(() -> EntryReader.id(idOrKey));
    return revisions.findByResourceIdOrderByRevisionDesc(id).stream()
        .map(row ->
            new Revision(row.version(), row.action(), row.editor(), row.editedAt(), row.document()))
        .toList();
  }

  @Override
  public Optional<Long> version(String idOrKey) {
    return store.current().find(idOrKey).map(item -> item.entry().version());
  }

  private DirectoryEdit change(
      String editor,
      String action,
      String idOrKey,
      long seen,
      java.util.function.UnaryOperator<EntryDocument> change) {
    return onEntry(idOrKey, id -> writer.change(editor, action, id, seen, change));
  }

  private DirectoryEdit onEntry(String idOrKey, Function<UUID, WriteOutcome> write) {
    return store
        .current()
        .find(idOrKey)
        .map(item -> told(write.apply(item.entry().id())))
        .orElseGet(() -> refused(DirectoryEdit.Reason.UNKNOWN_RESOURCE));
  }

  /// Notifies the nodes of a committed change and makes the editor's answer. If this node cannot
  /// read the directory now, the answer is made from the written data, because the editor must not
  /// believe that the change was lost.
  private DirectoryEdit told(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written written -> {
        announce();
        yield changed(written);
      }
      case WriteOutcome.DirectoryWritten written -> {
        announce();
        yield new DirectoryEdit.DirectoryChanged(
            store.current().epoch() + "." + written.revision());
      }
      case WriteOutcome.Proposed proposed ->
          new DirectoryEdit.ResourceChangeProposed(proposal(proposed.proposal()));
      case WriteOutcome.Refused refused ->
          new DirectoryEdit.Refused(refused.reason(), refused.problems(), refused.inEntry());
    };
  }

  private DirectoryEdit changed(WriteOutcome.Written written) {
    DirectorySnapshot snapshot = store.current();
    String key = written.entry().key();
    if (snapshot.byKey(key).filter(item -> item.entry().version() >= written.version()).isEmpty()) {
      snapshot =
          DirectorySnapshot.build(
              store.held().document().withEntry(written.entry()), clock.instant());
    }
    IndexedEntry item = snapshot.byKey(key).orElseThrow();
    return new DirectoryEdit.ResourceChanged(
        new Resource(snapshot, item, ContactScope.everywhere(), null), item.entry().version());
  }

  /// Notifies all nodes. Called after the commit, because a notice locks the whole database until
  /// its own commit. A lost notice is harmless: every node polls.
  void announce() {
    try {
      state.announce();
      loader.refresh();
    } catch (RuntimeException e) {
      alarm.warn("a change of the directory is stored, but could not be announced", e);
    }
  }

  private static DirectoryEdit refused(DirectoryEdit.Reason reason, String... problems) {
    return new DirectoryEdit.Refused(reason, List.of(problems));
  }

  private static @Nullable Instant minute(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MINUTES);
  }

  private static Map<String, String> byTag(Map<Language, String> texts) {
    Map<String, String> byTag = new HashMap<>();
    texts.forEach((language, words) -> byTag.put(language.tag(), words));
    return byTag;
  }
}
