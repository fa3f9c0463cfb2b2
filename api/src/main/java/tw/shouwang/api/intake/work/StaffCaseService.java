package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseDesk;
import tw.shouwang.api.cases.desk.CaseInbox;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.DeskHand;
import tw.shouwang.api.cases.desk.DeskStep;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.intake.routing.CaseRouting;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.i18n.Language;

/// A worker's steps: checks what is sent and who sends it, and answers with the case as it is then,
/// or with why not. Another centre's case is answered exactly like one that is not there.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffCaseService {

  private static final int LONGEST_REPLY = 3_000;
  private static final int LONGEST_MESSAGE_ID = 100;
  private static final int MOST_RESOURCES = 10;
  private static final int MOST_DUPLICATES = 20;
  private static final Pattern ROUTE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final CaseDesk desk;
  private final CaseInbox inbox;
  private final CaseWork work;
  private final CaseRouting routing;
  private final Directory directory;
  private final ReplyWarnings warnings;
  private final StaffRefusals refusals;
  private final SharedLimits limits;

  StaffCaseService(
      CaseDesk desk,
      CaseInbox inbox,
      CaseWork work,
      CaseRouting routing,
      Directory directory,
      ReplyWarnings warnings,
      StaffRefusals refusals,
      SharedLimits limits) {
    this.desk = desk;
    this.inbox = inbox;
    this.work = work;
    this.routing = routing;
    this.directory = directory;
    this.warnings = warnings;
    this.refusals = refusals;
    this.limits = limits;
  }

  /// Who asks, and in which language.
  record Asker(StaffMember member, Language language) {

    String centre() {
      return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    }
  }

  Object claim(Asker asker, CaseInputs.CaseVersion input) {
    return step(asker, input, AuditAction.CLAIMED, desk::claim);
  }

  Object release(Asker asker, CaseInputs.CaseVersion input) {
    return step(asker, input, AuditAction.RELEASED, desk::release);
  }

  Object acknowledge(Asker asker, CaseInputs.CaseVersion input) {
    return step(asker, input, AuditAction.ACKNOWLEDGED, desk::acknowledge);
  }

  Object reopen(Asker asker, CaseInputs.CaseVersion input) {
    return step(asker, input, AuditAction.REOPENED, desk::reopen);
  }

  Object close(Asker asker, CaseInputs.Close input) {
    return step(
        asker,
        version(input.id(), input.expectedVersion()),
        AuditAction.CLOSED,
        hand -> desk.close(hand, input.outcome().name()));
  }

  Object triage(Asker asker, CaseInputs.Triage input) {
    String route = input.route();
    if (route != null && !ROUTE.matcher(route).matches()) {
      return refusals.of(StaffRefusalCode.INVALID, asker.language(), "route");
    }
    return step(
        asker,
        version(input.id(), input.expectedVersion()),
        AuditAction.TRIAGED,
        hand ->
            desk.triage(
                hand,
                input.level(),
                input.category().name(),
                held -> route == null ? routing.officeFor(held) : route));
  }

  Object reply(Asker asker, CaseInputs.Reply input) {
    Optional<StaffRefusalCode> problem = StaffText.problem(input.words(), LONGEST_REPLY);
    if (problem.isPresent()) {
      return refusals.of(problem.get(), asker.language(), "words");
    }
    if (input.messageId().isBlank() || input.messageId().length() > LONGEST_MESSAGE_ID) {
      return refusals.of(StaffRefusalCode.INVALID, asker.language(), "messageId");
    }
    Object answer =
        step(
            asker,
            version(input.id(), input.expectedVersion()),
            AuditAction.REPLIED,
            hand -> desk.reply(hand, input.messageId(), input.words()));
    return answer instanceof CaseChanged changed
        ? new CaseChanged(
            changed.changed(),
            warnings.of(input.words(), isWithdrawn(changed.changed().row().id()), asker.language()))
        : answer;
  }

  private boolean isWithdrawn(UUID id) {
    return inbox.timeline(id).stream().anyMatch(each -> each.kind() == CaseEventKind.WITHDRAWN);
  }

  Object refer(Asker asker, CaseInputs.Refer input) {
    if (input.resources().size() > MOST_RESOURCES) {
      return refusals.of(StaffRefusalCode.TOO_LONG, asker.language(), "resources");
    }
    if (input.resources().isEmpty() && input.neighbour() == null) {
      return refusals.of(StaffRefusalCode.EMPTY, asker.language(), "resources");
    }
    List<String> keys = new ArrayList<>();
    for (String idOrKey : input.resources()) {
      // The sender is never sent to what was replaced, nor where nobody is to be sent.
      Optional<Resource> resource = directory.resource(idOrKey).flatMap(Resource::inUse);
      if (resource.isEmpty()) {
        return refusals.of(StaffRefusalCode.UNKNOWN_RESOURCE, asker.language(), "resources");
      }
      keys.add(resource.get().key());
    }
    @Nullable String neighbour = input.neighbour() == null ? null : input.neighbour().name();
    return step(
        asker,
        version(input.id(), input.expectedVersion()),
        AuditAction.REFERRED,
        hand -> desk.refer(hand, keys.stream().distinct().toList(), neighbour));
  }

  Object transfer(Asker asker, CaseInputs.Transfer input) {
    String from = asker.centre();
    if (directory.centre(input.centre()).isEmpty() || input.centre().equals(from)) {
      return refusals.of(StaffRefusalCode.UNKNOWN_CENTRE, asker.language(), "centre");
    }
    return answer(
        asker,
        version(input.id(), input.expectedVersion()),
        hand ->
            work.transfer(
                hand.worker(),
                from,
                input.centre(),
                () -> desk.transfer(hand, input.centre(), input.reason().name())));
  }

  Object merge(Asker asker, CaseInputs.Merge input) {
    if (input.duplicates().isEmpty() || input.duplicates().size() > MOST_DUPLICATES) {
      return refusals.of(
          input.duplicates().isEmpty() ? StaffRefusalCode.EMPTY : StaffRefusalCode.TOO_LONG,
          asker.language(),
          "duplicates");
    }
    CaseInputs.CaseVersion main = version(input.id(), input.expectedVersion());
    // One id can be written in many ways, so what is compared is what they mean.
    Set<UUID> cases = id(main.id()).stream().collect(Collectors.toCollection(HashSet::new));
    List<DeskHand> hands = new ArrayList<>();
    for (CaseInputs.CaseVersion each : input.duplicates()) {
      Optional<DeskHand> hand = hand(asker, each);
      if (hand.isEmpty()) {
        return refusals.of(StaffRefusalCode.UNKNOWN_CASE, asker.language(), "id");
      }
      if (!cases.add(hand.get().id())) {
        return refusals.of(StaffRefusalCode.INVALID, asker.language(), "duplicates");
      }
      hands.add(hand.get());
    }
    return step(asker, main, AuditAction.MERGED, hand -> desk.merge(hand, hands));
  }

  private Object step(
      Asker asker,
      CaseInputs.CaseVersion of,
      AuditAction action,
      Function<DeskHand, DeskStep> step) {
    return answer(
        asker, of, hand -> work.take(hand.worker(), hand.centre(), action, () -> step.apply(hand)));
  }

  private Object answer(Asker asker, CaseInputs.CaseVersion of, Function<DeskHand, DeskStep> step) {
    Optional<DeskHand> hand = hand(asker, of);
    if (!limits.takeAsMember(RateLimit.STEPS, asker.member().subject()).isZero()) {
      return refusals.of(StaffRefusalCode.TRY_LATER, asker.language(), null);
    }
    if (hand.isEmpty()) {
      return refusals.of(StaffRefusalCode.UNKNOWN_CASE, asker.language(), "id");
    }
    return switch (step.apply(hand.get())) {
      case DeskStep.Done done -> changed(done.now());
      case DeskStep refused -> refusals.of(refused, asker.language()).orElseThrow();
    };
  }

  private static CaseChanged changed(DeskCase now) {
    return new CaseChanged(new StaffCase(now), List.of());
  }

  private Optional<DeskHand> hand(Asker asker, CaseInputs.CaseVersion of) {
    StaffMember member = asker.member();
    String centre = asker.centre();
    return id(of.id())
        .map(id ->
            new DeskHand(
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
    return id(id).flatMap(known -> inbox.find(known, centre)).map(StaffCase::new);
  }

  /// An id that cannot be one is that of no case.
  private static Optional<UUID> id(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
