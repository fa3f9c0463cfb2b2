package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.StorageDeadline;
import tw.shouwang.api.cases.admission.Stored;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.retention.Erasure;
import tw.shouwang.api.cases.sealing.ProofKey;
import tw.shouwang.api.devices.TokenShape;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;
import tw.shouwang.notifications.DeviceToken;

/// What a sender can do with a case's receipt, or with the parts of it that a client shows. The
/// sender gets an answer within the deadline, whatever storage does.
@Singleton
public class CaseService {

  private final CaseViews views;
  private final PushService pushes;
  private final Conversation conversation;
  private final ReceiptChange receiptChange;
  private final Erasure erasure;
  private final ProofKey proofKey;
  private final CoarseTime time;
  private final InputCheck check;
  private final Refusals refusals;
  private final StorageDeadline deadline;
  private final Bulkhead bulkhead;

  CaseService(
      CaseViews views,
      PushService pushes,
      Conversation conversation,
      ReceiptChange receiptChange,
      Erasure erasure,
      ProofKey proofKey,
      InstantSource clock,
      InputCheck check,
      Refusals refusals,
      StorageDeadline deadline,
      Bulkhead bulkhead) {
    this.views = views;
    this.pushes = pushes;
    this.conversation = conversation;
    this.receiptChange = receiptChange;
    this.erasure = erasure;
    this.proofKey = proofKey;
    this.time = new CoarseTime(clock);
    this.check = check;
    this.refusals = refusals;
    this.deadline = deadline;
    this.bulkhead = bulkhead;
  }

  public Stored<CaseView> view(Credential credential) {
    return deadline.find(() -> views.view(credential));
  }

  /// Reads a part of an answer.
  ///
  /// @param began when the whole operation began: all its parts share one deadline
  /// @param changed whether this is the answer to a change of this case
  /// @return empty if storage is unavailable
  public <T> Optional<T> read(Instant began, CaseHandle handle, boolean changed, Callable<T> work) {
    return changed
        ? deadline.readBack(began, handle.row().urgency(), work)
        : deadline.read(began, work);
  }

  public Stored<CaseProof> proof(Credential credential) {
    return deadline.find(() -> views.find(credential).map(this::proof));
  }

  Outcome<PushEnabled> enablePush(EnablePushInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      noteAt(input.receipt());
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    return enablePush(input.receipt(), input.token(), language);
  }

  /// @param token one that [PushToken] accepts
  public Outcome<PushEnabled> enablePush(Credential credential, String token, Language language) {
    DeviceToken device = TokenShape.read(token).orElseThrow();
    return change(
        credential,
        language,
        handle ->
            pushes.enable(handle, device).map(row -> new PushEnabled(views.view(handle.to(row)))));
  }

  public Outcome<PushDisabled> disablePush(Credential credential, Language language) {
    return change(
        credential,
        language,
        handle -> pushes.disable(handle).map(row -> new PushDisabled(views.view(handle.to(row)))));
  }

  public Outcome<CaseErased> eraseCase(Credential credential, Language language) {
    return change(
        credential,
        language,
        handle ->
            erasure
                .withdraw(handle)
                .map(done -> new CaseErased(done.wordsErasedBy(), done.left())));
  }

  Outcome<MessageAdded> addMessage(AddMessageInput input, CallerKey caller, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      noteAt(input.receipt());
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    return add(() -> conversation.arrive(input, caller), "receipt", "messageId", language);
  }

  /// Stores with the case that its receipt has reached the service, for a form or message that is
  /// refused before the case is looked up. Takes a read place, so that a flood of forms with
  /// mistakes delays no report.
  public void noteAt(Receipt receipt) {
    var _ =
        deadline.find(() -> {
          views.reached(receipt);
          return Optional.empty();
        });
  }

  /// Adds a message that a client has sealed.
  public Outcome<MessageAdded> addMessage(
      Tokens tokens, Conversation.NewMessage message, Language language) {
    return add(
        () -> views.findToChange(tokens).map(handle -> conversation.arrived(handle, message)),
        "lookup",
        "entry",
        language);
  }

  /// @param arrive looks up the case; empty if there is none
  private Outcome<MessageAdded> add(
      Callable<Optional<Conversation.Arrived>> arrive,
      String caseField,
      String messageField,
      Language language) {
    return deadline
        .within(() -> write(arrive))
        .map(written -> answer(written, caseField, messageField, language))
        .orElseGet(() -> unavailable(language));
  }

  private Conversation.Written write(Callable<Optional<Conversation.Arrived>> arrive)
      throws Exception {
    try {
      return switch (bulkhead
          .lookUp(() -> Stored.of(arrive.call()))
          .orElseGet(Stored.Unavailable::new)) {
        case Stored.Present<Conversation.Arrived>(Conversation.Arrived arrived) ->
            conversation.add(arrived);
        case Stored.Absent<Conversation.Arrived>() -> new Conversation.Written.UnknownCase();
        case Stored.Unavailable<Conversation.Arrived>() -> new Conversation.Written.Busy();
      };
    } catch (TamperedException e) {
      return new Conversation.Written.Unreadable();
    }
  }

  private Outcome<MessageAdded> answer(
      Conversation.Written written, String caseField, String messageField, Language language) {
    return switch (written) {
      case Conversation.Written.Kept(CaseView view) ->
          new Outcome.Accepted<>(new MessageAdded(view));
      case Conversation.Written.Unusable() ->
          refused(RefusalCode.INVALID_SEAL, messageField + ".id", language);
      case Conversation.Written.Unreadable() ->
          refused(RefusalCode.INVALID_SEAL, caseField, language);
      case Conversation.Written.IdTaken() ->
          refused(RefusalCode.MESSAGE_ID_ALREADY_USED, messageField, language);
      case Conversation.Written.WorkNeeded(WorkChallenge challenge) ->
          new Outcome.Refused<>(refusals.proofRequired(challenge, language));
      case Conversation.Written.Busy() ->
          new Outcome.Refused<>(
              refusals.refuse(RefusalCode.TRY_LATER, null, Bulkhead.RETRY_AFTER, language));
      case Conversation.Written.Full() ->
          refused(RefusalCode.CONVERSATION_FULL, caseField, language);
      case Conversation.Written.UnknownCase() ->
          refused(RefusalCode.UNKNOWN_CASE, caseField, language);
    };
  }

  /// Marks what the centre wrote up to a position as read, for a client that opens it itself.
  public Outcome<CaseView> markRead(Credential credential, int position, Language language) {
    return change(
        credential,
        language,
        handle -> conversation.markRead(handle, position).map(row -> views.view(handle)));
  }

  Outcome<ReceiptChanged> changeReceipt(ChangeReceiptInput input, Language language) {
    return changeReceipt(
        input.receipt(), new ReceiptChange.Replacement.ByReceipt(input.newReceipt()), language);
  }

  public Outcome<ReceiptChanged> changeReceipt(
      Credential old, ReceiptChange.Replacement replacement, Language language) {
    return switch (deadline.change(() -> Optional.of(receiptChange.change(old, replacement)))) {
      case Stored.Present<ReceiptChange.Change>(ReceiptChange.Change change) ->
          answer(change, old, replacement, language);
      case Stored.Absent<ReceiptChange.Change>(), Stored.Unavailable<ReceiptChange.Change>() ->
          unavailable(language);
    };
  }

  private Outcome<ReceiptChanged> answer(
      ReceiptChange.Change change,
      Credential old,
      ReceiptChange.Replacement replacement,
      Language language) {
    return switch (change) {
      case ReceiptChange.Change.Changed(CaseView view) ->
          new Outcome.Accepted<>(new ReceiptChanged(view));
      case ReceiptChange.Change.UnknownCase() -> unknownCase(old, language);
      case ReceiptChange.Change.Unreadable() ->
          refused(RefusalCode.INVALID_SEAL, "receipt", language);
      case ReceiptChange.Change.NewReceiptTaken() ->
          refused(
              RefusalCode.RECEIPT_ALREADY_USED,
              replacement.credential() instanceof Receipt ? "newReceipt" : "newLookup",
              language);
    };
  }

  private CaseProof proof(CaseHandle handle) {
    LocalDate receivedOn = CoarseTime.dayOf(handle.row().receivedAt());
    String office = handle.row().centre();
    return new CaseProof(proofKey.sign(receivedOn, office), time.today(), receivedOn, office);
  }

  /// @param work returns empty if the credential no longer leads to the case
  public <T> Outcome<T> change(
      Credential credential, Language language, Function<CaseHandle, Optional<T>> work) {
    return switch (deadline.change(() -> views.findToChange(credential).flatMap(work))) {
      case Stored.Present<T>(T done) -> new Outcome.Accepted<>(done);
      case Stored.Absent<T>() -> unknownCase(credential, language);
      case Stored.Unavailable<T>() -> unavailable(language);
    };
  }

  private <T> Outcome<T> unknownCase(Credential credential, Language language) {
    return refused(
        RefusalCode.UNKNOWN_CASE, credential instanceof Receipt ? "receipt" : "lookup", language);
  }

  private <T> Outcome<T> unavailable(Language language) {
    return new Outcome.Refused<>(refusals.refuse(RefusalCode.TEMPORARILY_UNAVAILABLE, language));
  }

  private <T> Outcome<T> refused(RefusalCode code, String field, Language language) {
    return new Outcome.Refused<>(refusals.refuse(code, field, null, language));
  }
}
