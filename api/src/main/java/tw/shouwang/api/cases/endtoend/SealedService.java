package tw.shouwang.api.cases.endtoend;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import tw.shouwang.api.cases.admission.Origin;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.Commitment;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.records.EntryRepository;
import tw.shouwang.api.cases.sender.CaseErased;
import tw.shouwang.api.cases.sender.CaseService;
import tw.shouwang.api.cases.sender.CaseView;
import tw.shouwang.api.cases.sender.PushDisabled;
import tw.shouwang.api.cases.sender.PushEnabled;
import tw.shouwang.api.cases.sender.ReceiptChange;
import tw.shouwang.api.cases.submissions.ClearFields;
import tw.shouwang.api.cases.submissions.SealedSubmission;
import tw.shouwang.api.cases.submissions.Submissions;
import tw.shouwang.api.cases.submissions.Submitted;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;

/// Takes what clients have sealed. Checks sizes before anything else, so that no byte of a wrong
/// length reaches storage; a refusal names the field and repeats nothing.
@Singleton
class SealedService {

  private static final int HASH = 32;
  private static final int CENTRE_WRAP = 80;
  private static final List<Integer> ENTRIES = List.of(1_052, 4_124, 16_412, 32_796);
  private static final int LEAST_FORM = 4_124;

  private final CaseService cases;
  private final Submissions submissions;
  private final EntryRepository entries;
  private final InputCheck check;
  private final Refusals refusals;

  SealedService(
      CaseService cases,
      Submissions submissions,
      EntryRepository entries,
      InputCheck check,
      Refusals refusals) {
    this.cases = cases;
    this.submissions = submissions;
    this.entries = entries;
    this.check = check;
    this.refusals = refusals;
  }

  Outcome<SealedCaseReceived> submit(SubmitSealedInput input, CallerKey caller, Language language) {
    SealedEntryInput entry = input.entry();
    Optional<String> wrong =
        new Sizes()
            .is("lookup", input.lookup(), HASH)
            .is("handCheck", input.handCheck(), HASH)
            .is("binding", input.binding(), HASH)
            .is("commitment", input.commitment(), HASH)
            .is("fingerprint", input.fingerprint(), HASH)
            .is("centreWrap", input.centreWrap(), CENTRE_WRAP)
            .is("receiptWrap", input.receiptWrap(), ReceiptWrap.INNER_BYTES)
            .isEntry(entry)
            .holds("entry.bytes", entry.bytes().length >= LEAST_FORM)
            .firstWrong();
    if (wrong.isPresent()) {
      return refused(RefusalCode.INVALID_SEAL, wrong.get(), language);
    }
    return answer(
        submissions.submit(
            new SealedSubmission(
                Tokens.made(input.lookup(), input.handCheck()),
                new ClearFields(
                    input.form(),
                    input.topic(),
                    input.otherTopics(),
                    input.indicators().stream().map(Enum::name).toList(),
                    input.childInvolved(),
                    input.urgency(),
                    input.area(),
                    input.centre(),
                    input.senderGroup()),
                input.generation(),
                new Binding(input.binding()),
                new Commitment(input.commitment()),
                input.fingerprint(),
                input.centreWrap(),
                input.receiptWrap(),
                sealed(entry),
                new Origin(null, caller),
                input.proof())),
        language);
  }

  private Outcome<SealedCaseReceived> answer(Submitted submitted, Language language) {
    return switch (submitted) {
      case Submitted.Received(CaseView view) ->
          new Outcome.Accepted<>(new SealedCaseReceived(new SealedCaseView(view)));
      case Submitted.ReceiptTaken() ->
          refused(RefusalCode.RECEIPT_ALREADY_USED, "lookup", language);
      case Submitted.GenerationNotUsable() ->
          refused(RefusalCode.GENERATION_NOT_USABLE, "generation", language);
      case Submitted.WrongCentre() -> refused(RefusalCode.WRONG_CENTRE, "centre", language);
      case Submitted.SealTaken(String field) -> refused(RefusalCode.INVALID_SEAL, field, language);
      case Submitted.Busy(var retryAfter) ->
          new Outcome.Refused<>(refusals.refuse(RefusalCode.TRY_LATER, null, retryAfter, language));
      case Submitted.WorkNeeded(WorkChallenge challenge) ->
          new Outcome.Refused<>(refusals.proofRequired(challenge, language));
      case Submitted.Unavailable() ->
          new Outcome.Refused<>(refusals.refuse(RefusalCode.TEMPORARILY_UNAVAILABLE, language));
    };
  }

  Outcome<SealedMessageAdded> addMessage(AddSealedMessageInput input, Language language) {
    Optional<String> wrong =
        new Sizes().ofCase(input.lookup(), input.hand()).isEntry(input.entry()).firstWrong();
    if (wrong.isPresent()) {
      return refused(RefusalCode.INVALID_SEAL, wrong.get(), language);
    }
    Tokens tokens = Tokens.changing(input.lookup(), input.hand());
    return cases
        .addMessage(
            tokens,
            new SealedMessage(
                tokens, sealed(input.entry()), input.urgency(), input.proof(), entries),
            language)
        .map(added -> new SealedMessageAdded(new SealedCaseView(added.view())));
  }

  Outcome<SealedRead> markRead(MarkSealedReadInput input, Language language) {
    return changed(
        new Sizes().ofCase(input.lookup(), input.hand()),
        language,
        () ->
            cases.markRead(
                Tokens.changing(input.lookup(), input.hand()), input.position(), language),
        view -> new SealedRead(new SealedCaseView(view)));
  }

  Outcome<SealedReceiptChanged> changeReceipt(ChangeSealedReceiptInput input, Language language) {
    return changed(
        new Sizes()
            .ofCase(input.lookup(), input.hand())
            .is("newLookup", input.newLookup(), HASH)
            .is("newHandCheck", input.newHandCheck(), HASH)
            .is("receiptWrap", input.receiptWrap(), ReceiptWrap.INNER_BYTES),
        language,
        () ->
            cases.changeReceipt(
                Tokens.changing(input.lookup(), input.hand()),
                new ReceiptChange.Replacement.ByClient(
                    Tokens.made(input.newLookup(), input.newHandCheck()), input.receiptWrap()),
                language),
        changed -> new SealedReceiptChanged(new SealedCaseView(changed.view())));
  }

  Outcome<CaseErased> erase(SealedCaseInput input, Language language) {
    return changed(
        new Sizes().ofCase(input.lookup(), input.hand()),
        language,
        () -> cases.eraseCase(Tokens.changing(input.lookup(), input.hand()), language),
        erased -> erased);
  }

  Outcome<PushEnabled> enablePush(EnableSealedPushInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    return changed(
        new Sizes().ofCase(input.lookup(), input.hand()),
        language,
        () ->
            cases.enablePush(
                Tokens.changing(input.lookup(), input.hand()), input.token(), language),
        enabled -> enabled);
  }

  Outcome<PushDisabled> disablePush(SealedCaseInput input, Language language) {
    return changed(
        new Sizes().ofCase(input.lookup(), input.hand()),
        language,
        () -> cases.disablePush(Tokens.changing(input.lookup(), input.hand()), language),
        disabled -> disabled);
  }

  private <T, R> Outcome<R> changed(
      Sizes sizes, Language language, Supplier<Outcome<T>> change, Function<T, R> answered) {
    return sizes
        .firstWrong()
        .<Outcome<R>>map(field -> refused(RefusalCode.INVALID_SEAL, field, language))
        .orElseGet(() -> change.get().map(answered));
  }

  private static SealedSubmission.ClientEntry sealed(SealedEntryInput input) {
    return new SealedSubmission.ClientEntry(
        UUID.fromString(input.id()), input.tag(), input.fingerprint(), input.bytes());
  }

  private <T> Outcome<T> refused(RefusalCode code, String field, Language language) {
    return new Outcome.Refused<>(refusals.refuse(code, field, null, language));
  }

  /// Finds the first field of a wrong length.
  private static final class Sizes {

    private Optional<String> wrong = Optional.empty();

    Sizes ofCase(byte[] lookup, byte[] hand) {
      return is("lookup", lookup, HASH).is("hand", hand, HASH);
    }

    Sizes is(String field, byte[] bytes, int length) {
      return holds(field, bytes.length == length);
    }

    Sizes isEntry(SealedEntryInput entry) {
      return holds("entry.id", isRandom(entry.id()))
          .is("entry.tag", entry.tag(), HASH)
          .is("entry.fingerprint", entry.fingerprint(), HASH)
          .holds("entry.bytes", ENTRIES.contains(entry.bytes().length));
    }

    Sizes holds(String field, boolean right) {
      if (wrong.isEmpty() && !right) {
        wrong = Optional.of(field);
      }
      return this;
    }

    Optional<String> firstWrong() {
      return wrong;
    }

    /// Whether it is a UUID of version 4 in its usual form.
    private static boolean isRandom(String id) {
      try {
        UUID uuid = UUID.fromString(id);
        return uuid.version() == 4 && uuid.variant() == 2 && uuid.toString().equals(id);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
