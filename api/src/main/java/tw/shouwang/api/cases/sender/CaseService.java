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
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.retention.Erasure;
import tw.shouwang.api.cases.sealing.ProofKey;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.i18n.Language;
import tw.shouwang.notifications.DeviceToken;

/// What a sender can do with a case's receipt. The sender gets an answer within the deadline,
/// whatever storage does.
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

  Stored<CaseView> view(Receipt receipt) {
    return deadline.find(() -> views.view(receipt));
  }

  /// Reads a part of an answer.
  ///
  /// @param began when the whole operation began: all its parts share one deadline
  /// @param changed whether this is the answer to a change of this case
  /// @return empty if storage is unavailable
  <T> Optional<T> read(Instant began, CaseHandle handle, boolean changed, Callable<T> work) {
    return changed
        ? deadline.readBack(began, handle.row().urgency(), work)
        : deadline.read(began, work);
  }

  Stored<CaseProof> proof(Receipt receipt) {
    return deadline.find(() -> views.find(receipt).map(this::proof));
  }

  Outcome<PushEnabled> enablePush(EnablePushInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    DeviceToken token = new DeviceToken(input.token());
    return change(
        input.receipt(),
        language,
        handle -> pushes.enable(handle, token).map(row -> new PushEnabled(views.view(handle))));
  }

  Outcome<PushDisabled> disablePush(ReceiptInput input, Language language) {
    return change(
        input.receipt(),
        language,
        handle -> pushes.disable(handle).map(row -> new PushDisabled(views.view(handle))));
  }

  Outcome<CaseErased> eraseCase(ReceiptInput input, Language language) {
    return change(
        input.receipt(),
        language,
        handle ->
            erasure
                .withdraw(handle)
                .map(done -> new CaseErased(done.wordsErasedBy(), done.left())));
  }

  Outcome<MessageAdded> addMessage(AddMessageInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    return deadline
        .within(() -> write(input))
        .map(written -> answer(written, language))
        .orElseGet(() -> unavailable(language));
  }

  private Conversation.Written write(AddMessageInput input) throws Exception {
    return switch (bulkhead
        .lookUp(() -> Stored.of(conversation.arrive(input)))
        .orElseGet(Stored.Unavailable::new)) {
      case Stored.Present<Conversation.Arrived>(Conversation.Arrived arrived) ->
          conversation.add(arrived, input);
      case Stored.Absent<Conversation.Arrived>() -> new Conversation.Written.UnknownCase();
      case Stored.Unavailable<Conversation.Arrived>() -> new Conversation.Written.Busy();
    };
  }

  private Outcome<MessageAdded> answer(Conversation.Written written, Language language) {
    return switch (written) {
      case Conversation.Written.Kept(CaseView view) ->
          new Outcome.Accepted<>(new MessageAdded(view));
      case Conversation.Written.IdTaken() ->
          refused(RefusalCode.MESSAGE_ID_ALREADY_USED, "messageId", language);
      case Conversation.Written.WorkNeeded(WorkChallenge challenge) ->
          new Outcome.Refused<>(refusals.proofRequired(challenge, language));
      case Conversation.Written.Busy() ->
          new Outcome.Refused<>(
              refusals.refuse(RefusalCode.TRY_LATER, null, Bulkhead.RETRY_AFTER, language));
      case Conversation.Written.Full() ->
          refused(RefusalCode.CONVERSATION_FULL, "receipt", language);
      case Conversation.Written.UnknownCase() -> unknownCase(language);
    };
  }

  Outcome<ReceiptChanged> changeReceipt(ChangeReceiptInput input, Language language) {
    Receipt old = input.receipt();
    return switch (deadline.change(
        () -> Optional.of(receiptChange.change(old, input.newReceipt())))) {
      case Stored.Present<ReceiptChange.Change>(ReceiptChange.Change change) ->
          answer(change, language);
      case Stored.Absent<ReceiptChange.Change>(), Stored.Unavailable<ReceiptChange.Change>() ->
          unavailable(language);
    };
  }

  private Outcome<ReceiptChanged> answer(ReceiptChange.Change change, Language language) {
    return switch (change) {
      case ReceiptChange.Change.Changed(CaseView view) ->
          new Outcome.Accepted<>(new ReceiptChanged(view));
      case ReceiptChange.Change.UnknownCase() -> unknownCase(language);
      case ReceiptChange.Change.NewReceiptTaken() ->
          refused(RefusalCode.RECEIPT_ALREADY_USED, "newReceipt", language);
    };
  }

  private CaseProof proof(CaseHandle handle) {
    LocalDate receivedOn = CoarseTime.dayOf(handle.row().receivedAt());
    String office = handle.row().centre();
    return new CaseProof(proofKey.sign(receivedOn, office), time.today(), receivedOn, office);
  }

  /// @param work returns empty if the receipt no longer opens the case
  private <T> Outcome<T> change(
      Receipt receipt, Language language, Function<CaseHandle, Optional<T>> work) {
    return switch (deadline.change(() -> views.find(receipt).flatMap(work))) {
      case Stored.Present<T>(T done) -> new Outcome.Accepted<>(done);
      case Stored.Absent<T>() -> unknownCase(language);
      case Stored.Unavailable<T>() -> unavailable(language);
    };
  }

  private <T> Outcome<T> unknownCase(Language language) {
    return refused(RefusalCode.UNKNOWN_CASE, "receipt", language);
  }

  private <T> Outcome<T> unavailable(Language language) {
    return new Outcome.Refused<>(refusals.refuse(RefusalCode.TEMPORARILY_UNAVAILABLE, language));
  }

  private <T> Outcome<T> refused(RefusalCode code, String field, Language language) {
    return new Outcome.Refused<>(refusals.refuse(code, field, null, language));
  }
}
