package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseCalls;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.CaseStep;
import tw.shouwang.api.cases.desk.CaseSteps;
import tw.shouwang.api.cases.desk.ClaimedCases;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.desk.StepOutcome;
import tw.shouwang.api.cases.desk.StepRequest;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.ContactMeans;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.intake.answers.CallOutcome;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.intake.routing.CaseRouting;
import tw.shouwang.api.intake.webhooks.Webhooks;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.foundation.Ids;
import tw.shouwang.i18n.Language;

/// A worker's steps: checks the input and the member, and answers with the resulting case or with a
/// refusal. Another centre's case is answered exactly like a case that does not exist.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffCaseService {

  private static final int LONGEST_MESSAGE_ID = 100;
  private static final int MOST_RESOURCES = 10;
  private static final int MOST_DUPLICATES = 20;
  private static final int MOST_CLOSED_AT_ONCE = 200;
  private static final int MOST_MOVED_AT_ONCE = 200;
  private static final Duration LONGEST_AHEAD = Duration.ofDays(60);

  private final CaseSteps steps;
  private final StepConsequences consequences;
  private final InboxQueries inbox;
  private final CaseRouting routing;
  private final Directory directory;
  private final ReplyWarnings warnings;
  private final Webhooks webhooks;
  private final StaffRefusals refusals;
  private final SharedLimits limits;
  private final Colleagues colleagues;
  private final CaseCalls calls;
  private final InstantSource clock;

  StaffCaseService(
      CaseSteps steps,
      StepConsequences consequences,
      InboxQueries inbox,
      CaseRouting routing,
      Directory directory,
      ReplyWarnings warnings,
      Webhooks webhooks,
      StaffRefusals refusals,
      SharedLimits limits,
      Colleagues colleagues,
      CaseCalls calls,
      InstantSource clock) {
    this.steps = steps;
    this.consequences = consequences;
    this.inbox = inbox;
    this.routing = routing;
    this.directory = directory;
    this.warnings = warnings;
    this.webhooks = webhooks;
    this.refusals = refusals;
    this.limits = limits;
    this.colleagues = colleagues;
    this.calls = calls;
    this.clock = clock;
  }

  /// The member, and the language of the answer.
  record StepAsker(StaffMember member, Language language) {

    String centre() {
      return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    }
  }

  StepAnswer claim(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.Claim());
  }

  StepAnswer release(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.Release());
  }

  /// Gives a case to a colleague of the centre. A worker gives away what they hold, and takes what
  /// nobody holds; a supervisor moves any case.
  StepAnswer assign(StepAsker asker, CaseInputs.Assign input) {
    String centre = asker.centre();
    StaffMember member = asker.member();
    CaseInputs.CaseVersion of = version(input.id(), input.expectedVersion());
    Optional<DeskCase> known = Ids.parse(of.id()).flatMap(id -> inbox.find(id, centre));
    if (known.isEmpty()) {
      return refused(asker, StaffRefusalCode.UNKNOWN_CASE, "id");
    }
    boolean isForThemselves = input.worker().equals(member.subject());
    if (isForThemselves && !member.is(StaffRole.SUPERVISOR)) {
      return take(asker, of, new CaseStep.Claim());
    }
    Optional<ColleagueRow> to = colleagues.find(centre, input.worker());
    if (to.isEmpty() && !isForThemselves) {
      return refused(asker, StaffRefusalCode.UNKNOWN_COLLEAGUE, "worker");
    }
    if (!member.is(StaffRole.SUPERVISOR) && known.get().claimedBy() == null) {
      return refused(asker, StaffRefusalCode.SUPERVISOR_ONLY, "worker");
    }
    String name = to.map(ColleagueRow::name).orElse(member.name());
    return take(asker, of, new CaseStep.Assign(input.worker(), name));
  }

  /// Gives all open cases of a colleague to another one, or frees them, each in a separate
  /// transaction and with an audit line of its own. That colleague may have left.
  StepAnswer moveClaims(StepAsker asker, CaseInputs.MoveClaims input) {
    String centre = asker.member().actingIn(StaffRole.SUPERVISOR);
    String to = input.to();
    Optional<ColleagueRow> receiver = to == null ? Optional.empty() : colleagues.find(centre, to);
    if (to != null && receiver.isEmpty()) {
      return refused(asker, StaffRefusalCode.UNKNOWN_COLLEAGUE, "to");
    }
    if (input.from().equals(to)) {
      return refused(asker, StaffRefusalCode.INVALID, "to");
    }
    if (isTooFast(asker)) {
      return refused(asker, StaffRefusalCode.TRY_LATER, null);
    }
    CaseStep step =
        receiver
            .<CaseStep>map(each -> new CaseStep.Assign(each.worker(), each.name()))
            .orElseGet(CaseStep.Release::new);
    if (input.leaving()) {
      // The colleague is removed first, so that nobody gives them a case meanwhile.
      colleagues.leave(asker.member(), centre, input.from());
    }
    List<DeskCase> moved = new ArrayList<>();
    for (DeskCase each : inbox.claimedBy(centre, input.from(), MOST_MOVED_AT_ONCE)) {
      StepRequest request =
          new StepRequest(
              each.id(),
              centre,
              each.version(),
              asker.member().subject(),
              asker.member().name(),
              true);
      if (taken(request, step) instanceof StepOutcome.Done done) {
        moved.add(done.now());
      }
    }
    int left =
        inbox.claims(centre).stream()
            .filter(each -> each.worker().equals(input.from()))
            .mapToInt(ClaimedCases::cases)
            .sum();
    CaseDetails details = inbox.details(moved, centre);
    return new StepAnswer.ClaimsMoved(
        moved.stream().map(now -> new StaffCase(now, details)).toList(), left);
  }

  /// Whoever works at the member's centre, with how many open cases they have claimed.
  List<Colleague> colleagues(StaffMember member) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    colleagues.note(member);
    Map<String, Integer> claims =
        inbox.claims(centre).stream()
            .collect(Collectors.toMap(ClaimedCases::worker, ClaimedCases::cases));
    return colleagues.of(centre).stream()
        .map(each ->
            new Colleague(
                each.worker(),
                each.name(),
                each.seenOn(),
                claims.getOrDefault(each.worker(), 0),
                each.worker().equals(member.subject())))
        .toList();
  }

  /// A colleague as the schema shows them.
  ///
  /// @param id the identity provider's name for them
  record Colleague(String id, String name, LocalDate seenOn, int openClaims, boolean me) {}

  StepAnswer acknowledge(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.Acknowledge());
  }

  StepAnswer takeAsReal(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.TakeAsReal());
  }

  StepAnswer reopen(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.Reopen());
  }

  /// Closes a case. Warns if one of its hand-overs has not arrived, because nobody looks at a
  /// closed case.
  StepAnswer close(StepAsker asker, CaseInputs.Close input) {
    StepAnswer answer =
        take(
            asker,
            version(input.id(), input.expectedVersion()),
            new CaseStep.Close(input.outcome().name()));
    return answer instanceof StepAnswer.CaseChanged(var changed, var _) && isStuck(changed)
        ? new StepAnswer.CaseChanged(changed, List.of(warnings.notArrived(asker.language())))
        : answer;
  }

  private static boolean isStuck(StaffCase known) {
    UUID id = known.row().id();
    return !known.row().exercise()
        && Stream.concat(
                known.details().handovers(id).stream(),
                known.details().merged(id).stream()
                    .flatMap(each -> known.details().ofMerged().handovers(each.id()).stream()))
            .anyMatch(each -> each.state().needsSomebody());
  }

  /// Closes each case in a separate transaction, so that a conflict on one case does not affect the
  /// others.
  StepAnswer closeMany(StepAsker asker, CaseInputs.CloseMany input) {
    String centre = asker.centre();
    if (input.cases().isEmpty() || input.cases().size() > MOST_CLOSED_AT_ONCE) {
      return refused(
          asker,
          input.cases().isEmpty() ? StaffRefusalCode.EMPTY : StaffRefusalCode.TOO_LONG,
          "cases");
    }
    if (isTooFast(asker)) {
      return refused(asker, StaffRefusalCode.TRY_LATER, null);
    }
    CaseStep step = new CaseStep.Close(input.outcome().name());
    List<DeskCase> closed = new ArrayList<>();
    List<StepAnswer.CaseLeftOpen> leftOpen = new ArrayList<>();
    for (CaseInputs.CaseVersion each : input.cases()) {
      StepOutcome outcome =
          request(asker, each)
              .map(request -> taken(request, step))
              .orElseGet(StepOutcome.Unknown::new);
      switch (outcome) {
        case StepOutcome.Done done -> closed.add(done.now());
        case StepOutcome.Refused refused ->
            leftOpen.add(
                new StepAnswer.CaseLeftOpen(each.id(), refusals.of(refused, asker.language())));
      }
    }
    CaseDetails details = inbox.details(closed, centre);
    return new StepAnswer.CasesClosed(
        closed.stream().map(now -> new StaffCase(now, details)).toList(), leftOpen);
  }

  StepAnswer triage(StepAsker asker, CaseInputs.Triage input) {
    String named = input.route();
    @Nullable String route = named == null ? null : routing.office(named).orElse(null);
    if (named != null && route == null) {
      return refused(asker, StaffRefusalCode.UNKNOWN_RESOURCE, "route");
    }
    return take(
        asker,
        version(input.id(), input.expectedVersion()),
        new CaseStep.Triage(
            input.level(),
            input.category().name(),
            held -> route == null ? routing.officeFor(held) : route));
  }

  StepAnswer reply(StepAsker asker, CaseInputs.Reply input) {
    Optional<StaffRefusalCode> problem =
        StaffText.problem(input.words(), ReplyTemplates.LONGEST_TEXT);
    if (problem.isPresent()) {
      return refused(asker, problem.get(), "words");
    }
    if (input.messageId().isBlank() || input.messageId().length() > LONGEST_MESSAGE_ID) {
      return refused(asker, StaffRefusalCode.INVALID, "messageId");
    }
    StepAnswer answer =
        take(
            asker,
            version(input.id(), input.expectedVersion()),
            new CaseStep.Reply(input.messageId(), input.words()));
    return answer instanceof StepAnswer.CaseChanged(var changed, var _)
        ? new StepAnswer.CaseChanged(
            changed, warnings.of(input.words(), isWithdrawn(changed), asker.language()))
        : answer;
  }

  private static boolean isWithdrawn(StaffCase known) {
    return known.details().timeline(known.row().id()).stream()
        .anyMatch(each -> each.kind() == CaseEventKind.WITHDRAWN);
  }

  /// Writes down a call and plans the next one. Warns where nobody knows which times are safe, and
  /// where a message was left that the sender did not want.
  StepAnswer recordCall(StepAsker asker, CaseInputs.RecordCall input) {
    CallOutcome outcome = input.outcome();
    Instant next = input.nextAt();
    if (outcome == null && next == null) {
      return refused(asker, StaffRefusalCode.EMPTY, "nextAt");
    }
    Instant now = clock.instant();
    if (next != null && (!next.isAfter(now) || next.isAfter(now.plus(LONGEST_AHEAD)))) {
      return refused(asker, StaffRefusalCode.INVALID, "nextAt");
    }
    if (next != null && outcome == CallOutcome.GIVEN_UP) {
      return refused(asker, StaffRefusalCode.INVALID, "nextAt");
    }
    ContactMeans means = input.means() == null ? ContactMeans.PHONE : input.means();
    StepAnswer answer =
        take(
            asker,
            version(input.id(), input.expectedVersion()),
            new CaseStep.CallBack(means, outcome == null ? null : outcome.name(), next));
    return answer instanceof StepAnswer.CaseChanged(var changed, var _)
        ? new StepAnswer.CaseChanged(
            changed,
            warnings.ofCall(
                calls.safeTimes(changed.row().id()), outcome, next != null, asker.language()))
        : answer;
  }

  StepAnswer refer(StepAsker asker, CaseInputs.Refer input) {
    if (input.resources().size() > MOST_RESOURCES) {
      return refused(asker, StaffRefusalCode.TOO_LONG, "resources");
    }
    if (input.resources().isEmpty() && input.neighbour() == null) {
      return refused(asker, StaffRefusalCode.EMPTY, "resources");
    }
    List<String> keys = new ArrayList<>();
    for (String idOrKey : input.resources()) {
      // A replaced resource is never referred to, nor one to which nobody should be sent.
      Optional<Resource> resource = directory.resource(idOrKey).flatMap(Resource::inUse);
      if (resource.isEmpty()) {
        return refused(asker, StaffRefusalCode.UNKNOWN_RESOURCE, "resources");
      }
      keys.add(resource.get().key());
    }
    NeighbourSystem neighbour = input.neighbour();
    StepAnswer answer =
        take(
            asker,
            version(input.id(), input.expectedVersion()),
            new CaseStep.Refer(
                keys.stream().distinct().toList(), neighbour == null ? null : neighbour.name()));
    if (neighbour == null || !(answer instanceof StepAnswer.CaseChanged(var changed, var _))) {
      return answer;
    }
    if (changed.row().exercise()) {
      return new StepAnswer.CaseChanged(changed, List.of(warnings.staysHere(asker.language())));
    }
    return webhooks.receivers(neighbour, asker.centre()).isEmpty()
        ? new StepAnswer.CaseChanged(changed, List.of(warnings.noReceiver(asker.language())))
        : answer;
  }

  StepAnswer transfer(StepAsker asker, CaseInputs.Transfer input) {
    if (directory.centre(input.centre()).isEmpty() || input.centre().equals(asker.centre())) {
      return refused(asker, StaffRefusalCode.UNKNOWN_CENTRE, "centre");
    }
    return take(
        asker,
        version(input.id(), input.expectedVersion()),
        new CaseStep.Transfer(
            input.centre(), input.reason().name(), held -> routing.officeFor(held)));
  }

  StepAnswer separate(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.Separate());
  }

  StepAnswer merge(StepAsker asker, CaseInputs.Merge input) {
    if (input.duplicates().isEmpty() || input.duplicates().size() > MOST_DUPLICATES) {
      return refused(
          asker,
          input.duplicates().isEmpty() ? StaffRefusalCode.EMPTY : StaffRefusalCode.TOO_LONG,
          "duplicates");
    }
    return together(
        asker,
        version(input.id(), input.expectedVersion()),
        input.duplicates(),
        "duplicates",
        CaseStep.Merge::new);
  }

  /// Puts other cases into one family with this one.
  StepAnswer link(StepAsker asker, CaseInputs.Link input) {
    if (input.others().isEmpty() || input.others().size() > MOST_DUPLICATES) {
      return refused(
          asker,
          input.others().isEmpty() ? StaffRefusalCode.EMPTY : StaffRefusalCode.TOO_LONG,
          "others");
    }
    return together(
        asker,
        version(input.id(), input.expectedVersion()),
        input.others(),
        "others",
        CaseStep.Link::new);
  }

  StepAnswer unlink(StepAsker asker, CaseInputs.CaseVersion input) {
    return take(asker, input, new CaseStep.Unlink());
  }

  /// A step on several cases, each once.
  private StepAnswer together(
      StepAsker asker,
      CaseInputs.CaseVersion main,
      List<CaseInputs.CaseVersion> others,
      String field,
      Function<List<StepRequest>, CaseStep> step) {
    // One id has several spellings, so the parsed ids are compared.
    Set<UUID> cases = Ids.parse(main.id()).stream().collect(Collectors.toCollection(HashSet::new));
    List<StepRequest> duplicates = new ArrayList<>();
    for (CaseInputs.CaseVersion each : others) {
      Optional<StepRequest> duplicate = request(asker, each);
      if (duplicate.isEmpty()) {
        return refused(asker, StaffRefusalCode.UNKNOWN_CASE, "id");
      }
      if (!cases.add(duplicate.get().id())) {
        return refused(asker, StaffRefusalCode.INVALID, field);
      }
      duplicates.add(duplicate.get());
    }
    return take(asker, main, step.apply(duplicates));
  }

  private StepAnswer take(StepAsker asker, CaseInputs.CaseVersion of, CaseStep step) {
    Optional<StepRequest> request = request(asker, of);
    if (isTooFast(asker)) {
      return refused(asker, StaffRefusalCode.TRY_LATER, null);
    }
    if (request.isEmpty()) {
      return refused(asker, StaffRefusalCode.UNKNOWN_CASE, "id");
    }
    return switch (taken(request.get(), step)) {
      case StepOutcome.Done(var before, var now) ->
          new StepAnswer.CaseChanged(shown(now, asker.centre()), List.of());
      case StepOutcome.Refused refused ->
          new StepAnswer.Refused(refusals.of(refused, asker.language()));
    };
  }

  /// The step, its consequences and its audit line, in one transaction.
  @Transactional
  StepOutcome taken(StepRequest request, CaseStep step) {
    StepOutcome outcome = steps.take(request, step);
    if (outcome instanceof StepOutcome.Done done) {
      consequences.follow(request, step, done);
    }
    return outcome;
  }

  private boolean isTooFast(StepAsker asker) {
    return !limits.takeAsMember(RateLimit.STEPS, asker.member().subject()).isZero();
  }

  private StepAnswer refused(StepAsker asker, StaffRefusalCode code, @Nullable String field) {
    return new StepAnswer.Refused(refusals.of(code, asker.language(), field));
  }

  private StaffCase shown(DeskCase now, String centre) {
    return new StaffCase(now, inbox.details(List.of(now), centre));
  }

  private static Optional<StepRequest> request(StepAsker asker, CaseInputs.CaseVersion of) {
    StaffMember member = asker.member();
    String centre = asker.centre();
    return Ids.parse(of.id())
        .map(id ->
            new StepRequest(
                id,
                centre,
                of.expectedVersion(),
                member.subject(),
                member.name(),
                member.is(StaffRole.SUPERVISOR)));
  }

  private static CaseInputs.CaseVersion version(String id, int expectedVersion) {
    return new CaseInputs.CaseVersion(id, expectedVersion);
  }

  Optional<StaffCase> find(StaffMember member, String id) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return Ids.parse(id).flatMap(known -> inbox.find(known, centre)).map(row -> shown(row, centre));
  }
}
