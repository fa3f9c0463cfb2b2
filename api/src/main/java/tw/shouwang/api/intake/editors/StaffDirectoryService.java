package tw.shouwang.api.intake.editors;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.editing.AgencyLinks;
import tw.shouwang.api.directory.editing.DirectoryEdit;
import tw.shouwang.api.directory.editing.DirectoryEditing;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffRefused;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.PageInfo;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The changes that directory editors make. Each change is stored with its author and time, as a
/// revision of the directory.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffDirectoryService {

  private static final int LONGEST_PAGE = 100;
  private static final int LONGEST_REASON = 500;

  private final Messages messages = Messages.of("intake");
  private final DirectoryEditing editing;
  private final AgencyLinks links;
  private final Directory directory;
  private final StaffRefusals refusals;

  StaffDirectoryService(
      DirectoryEditing editing, AgencyLinks links, Directory directory, StaffRefusals refusals) {
    this.editing = editing;
    this.links = links;
    this.directory = directory;
    this.refusals = refusals;
  }

  record Save(@Nullable Integer expectedVersion, String entry) {}

  record EntryVersion(String id, int expectedVersion) {}

  record Close(
      String id,
      int expectedVersion,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String reason,
      @Nullable String reasonEnglish) {}

  record Retire(String id, int expectedVersion, @Nullable String successor) {}

  record HideNumber(String id, int expectedVersion, String dial) {}

  record Proposal(String change) {}

  record Ask(String id) {}

  record ConfirmAnswer(String answer, int expectedVersion, @Nullable String entry) {}

  record DropAnswer(String answer) {}

  record Declare(
      String area, Instant from, Instant until, String reason, @Nullable String reasonEnglish) {}

  record Calendar(String csv, String edition) {}

  /// A page of entries, as the schema's ResourceConnection.
  record Page(List<Edge> edges, PageInfo pageInfo, int totalCount) {

    List<Resource> nodes() {
      return edges.stream().map(Edge::node).toList();
    }
  }

  record Edge(String cursor, Resource node, @Nullable Integer distanceMetres) {}

  DirectoryOutcome save(StaffMember member, Language language, Save input) {
    Integer seen = input.expectedVersion();
    return changed(
        member,
        language,
        editing.keyOf(input.entry()).orElse(null),
        () ->
            editing.save(member.subject(), seen == null ? null : seen.longValue(), input.entry()));
  }

  DirectoryOutcome verify(StaffMember member, Language language, EntryVersion input) {
    return changed(
        member,
        language,
        input.id(),
        () -> editing.verify(member.subject(), input.id(), input.expectedVersion()));
  }

  DirectoryOutcome close(StaffMember member, Language language, Close input) {
    Map<Language, String> reason = reason(input.reason(), input.reasonEnglish());
    return problem(reason, language)
        .orElseGet(() ->
            changed(
                member,
                language,
                input.id(),
                () ->
                    editing.close(
                        member.subject(),
                        input.id(),
                        input.expectedVersion(),
                        input.from(),
                        input.until(),
                        reason)));
  }

  DirectoryOutcome reopen(StaffMember member, Language language, EntryVersion input) {
    return changed(
        member,
        language,
        input.id(),
        () -> editing.reopen(member.subject(), input.id(), input.expectedVersion()));
  }

  DirectoryOutcome retire(StaffMember member, Language language, Retire input) {
    return changed(
        member,
        language,
        input.id(),
        () ->
            editing.retire(
                member.subject(), input.id(), input.expectedVersion(), input.successor()));
  }

  DirectoryOutcome hideNumber(StaffMember member, Language language, HideNumber input) {
    return changed(
        member,
        language,
        input.id(),
        () ->
            editing.hideNumber(
                member.subject(), input.id(), input.expectedVersion(), input.dial()));
  }

  DirectoryOutcome confirm(StaffMember member, Language language, Proposal input) {
    return changed(
        member,
        language,
        keyOfProposal(input.change()),
        () -> editing.confirm(member.subject(), input.change()));
  }

  DirectoryOutcome withdraw(StaffMember member, Language language, Proposal input) {
    return changed(
        member, language, null, () -> editing.withdraw(member.subject(), input.change()));
  }

  List<DirectoryEdit.Proposal> proposals(StaffMember member) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    return editing.proposals();
  }

  DirectoryOutcome askAgency(StaffMember member, Language language, Ask input) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    return links
        .make(member.subject(), input.id())
        .<DirectoryOutcome>map(DirectoryOutcome.LinkMade::new)
        .orElseGet(() ->
            new DirectoryOutcome.Refused(
                refusals.of(StaffRefusalCode.UNKNOWN_RESOURCE, language, "id")));
  }

  DirectoryOutcome confirmAnswer(StaffMember member, Language language, ConfirmAnswer input) {
    return changed(
        member,
        language,
        keyOf(input.answer()),
        () ->
            editing.confirmAnswer(
                member.subject(), input.answer(), input.expectedVersion(), input.entry()));
  }

  DirectoryOutcome dropAnswer(StaffMember member, Language language, DropAnswer input) {
    return changed(
        member, language, null, () -> editing.dropAnswer(member.subject(), input.answer()));
  }

  private @Nullable String keyOfProposal(String change) {
    return editing.proposals().stream()
        .filter(each -> each.id().equals(change))
        .map(DirectoryEdit.Proposal::key)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String keyOf(String answer) {
    return links.answers().stream()
        .filter(each -> each.id().equals(answer))
        .map(AgencyLinks.Answer::key)
        .findFirst()
        .orElse(null);
  }

  List<AgencyLinks.Answer> answers(StaffMember member) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    return links.answers();
  }

  Optional<Resource> resource(String key) {
    return directory.resource(key);
  }

  /// @param after the key of the last entry of the previous page
  List<DirectoryEditing.DueResource> due(StaffMember member, int first, @Nullable String after) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    if (first < 1 || first > LONGEST_PAGE) {
      throw mistake("INVALID_FIRST");
    }
    List<DirectoryEditing.DueResource> all = editing.due();
    int from =
        after == null
            ? 0
            : place(all.stream().map(DirectoryEditing.DueResource::resource).toList(), after) + 1;
    return all.stream().skip(from).limit(first).toList();
  }

  DirectoryOutcome declareClosure(StaffMember member, Language language, Declare input) {
    Map<Language, String> reason = reason(input.reason(), input.reasonEnglish());
    return problem(reason, language)
        .orElseGet(() ->
            changed(
                member,
                language,
                null,
                () ->
                    editing.declareClosure(
                        member.subject(), input.area(), input.from(), input.until(), reason)));
  }

  DirectoryOutcome importCalendar(StaffMember member, Language language, Calendar input) {
    return changed(
        member,
        language,
        null,
        () ->
            editing.importCalendar(
                member.subject(), input.csv().getBytes(StandardCharsets.UTF_8), input.edition()));
  }

  /// The page after a cursor, which is the key of an entry. If that entry is no longer in the list,
  /// the page is empty.
  Page stale(StaffMember member, int first, @Nullable String after) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    if (first < 1 || first > LONGEST_PAGE) {
      throw mistake("INVALID_FIRST");
    }
    List<Resource> all =
        editing.stale().stream().map(DirectoryEditing.StaleResource::resource).toList();
    int from = after == null ? 0 : place(all, after) + 1;
    List<Edge> edges =
        all.stream()
            .skip(from)
            .limit(first)
            .map(resource -> new Edge(resource.key(), resource, null))
            .toList();
    return new Page(
        edges,
        PageInfo.of(from + edges.size() < all.size(), from > 0, edges, Edge::cursor),
        all.size());
  }

  private int place(List<Resource> all, String key) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).key().equals(key)) {
        return i;
      }
    }
    throw mistake("INVALID_CURSOR");
  }

  @Nullable List<String> problems(StaffMember member, String idOrKey) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    Optional<Resource> known = directory.resource(idOrKey);
    return known.isEmpty()
        ? null
        : editing.stale().stream()
            .filter(stale -> stale.resource().key().equals(known.get().key()))
            .flatMap(stale -> stale.reports().stream())
            .toList();
  }

  @Nullable Integer version(StaffMember member, String idOrKey) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    return editing.version(idOrKey).map(Math::toIntExact).orElse(null);
  }

  @Nullable List<DirectoryEditing.Revision> revisions(StaffMember member, String idOrKey) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    List<DirectoryEditing.Revision> revisions = editing.revisions(idOrKey);
    return revisions.isEmpty() && directory.resource(idOrKey).isEmpty() ? null : revisions;
  }

  /// @param idOrKey the entry that the change is about, if it is about one
  private DirectoryOutcome changed(
      StaffMember member,
      Language language,
      @Nullable String idOrKey,
      Supplier<DirectoryEdit> edit) {
    member.require(StaffRole.DIRECTORY_EDITOR);
    return switch (edit.get()) {
      case DirectoryEdit.ResourceChanged changed -> new DirectoryOutcome.EntryChanged(changed);
      case DirectoryEdit.DirectoryChanged changed -> new DirectoryOutcome.Changed(changed);
      case DirectoryEdit.ResourceChangeProposed proposed -> new DirectoryOutcome.Proposed(proposed);
      case DirectoryEdit.Refused refused ->
          new DirectoryOutcome.Refused(refused(refused, language, idOrKey));
    };
  }

  private StaffRefused refused(
      DirectoryEdit.Refused refused, Language language, @Nullable String idOrKey) {
    if (refused.reason() == DirectoryEdit.Reason.VERSION_CONFLICT && idOrKey != null) {
      Optional<Long> version = editing.version(idOrKey);
      if (version.isPresent()) {
        return refusals.conflict(version.get(), language);
      }
    }
    StaffRefusalCode code =
        switch (refused.reason()) {
          case UNKNOWN_RESOURCE -> StaffRefusalCode.UNKNOWN_RESOURCE;
          case UNKNOWN_AREA -> StaffRefusalCode.UNKNOWN_AREA;
          case UNKNOWN_CHANGE -> StaffRefusalCode.UNKNOWN_CHANGE;
          case SECOND_PERSON -> StaffRefusalCode.SECOND_PERSON;
          case VERSION_CONFLICT -> StaffRefusalCode.VERSION_CONFLICT;
          case INVALID -> StaffRefusalCode.INVALID;
        };
    return refusals.of(code, language, null, refused.told(language));
  }

  private Optional<DirectoryOutcome> problem(Map<Language, String> reason, Language language) {
    return reason.values().stream()
        .flatMap(text -> StaffText.problem(text, LONGEST_REASON).stream())
        .findFirst()
        .map(code -> new DirectoryOutcome.Refused(refusals.of(code, language, "reason")));
  }

  private static Map<Language, String> reason(@Nullable String chinese, @Nullable String english) {
    Map<Language, String> reason = new EnumMap<>(Language.class);
    if (chinese != null) {
      reason.put(Language.ZH_TW, chinese);
    }
    if (english != null) {
      reason.put(Language.EN, english);
    }
    return reason;
  }

  private RequestError mistake(String code) {
    return new RequestError(code, language -> messages.text(language, "error." + code));
  }
}
