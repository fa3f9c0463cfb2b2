package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import tw.shouwang.api.cases.admission.Bulkhead;
import tw.shouwang.api.cases.admission.Deadline;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.retention.Erasure;
import tw.shouwang.api.cases.sealing.ProofKey;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.i18n.Language;
import tw.shouwang.notifications.DeviceToken;

/// What a sender can do with the receipt of a case. Whatever storage does, they hear within the
/// deadline.
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
  private final Deadline deadline;

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
      Deadline deadline) {
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
  }

  /// @return the case, or nothing for a receipt that opens none; the outer is empty when storage is
  ///   away
  Optional<Optional<CaseView>> view(Receipt receipt) {
    return deadline.within(() -> views.view(receipt));
  }

  /// Reads in one of two tries: a connection that died unnoticed must not cost a sender the answer
  /// that their report was received.
  ///
  /// @param began when the operation began that this is part of: all its parts share one deadline
  <T> Optional<T> read(Instant began, Callable<T> work) {
    return deadline.within(
        began,
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            return work.call();
          }
        });
  }

  Object enablePush(EnablePushInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return refusals.refuse(problem.get(), language);
    }
    DeviceToken token = new DeviceToken(input.token());
    return withCase(
        input.receipt(),
        language,
        handle -> {
          pushes.enable(handle, token);
          return new PushEnabled();
        });
  }

  Object disablePush(ReceiptInput input, Language language) {
    return withCase(
        input.receipt(),
        language,
        handle -> {
          pushes.disable(handle);
          return new PushDisabled(views.view(handle));
        });
  }

  Object addMessage(AddMessageInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return refusals.refuse(problem.get(), language);
    }
    return withCase(
        input.receipt(),
        language,
        handle ->
            switch (conversation.add(handle, input)) {
              case Conversation.Outcome.Kept() ->
                  new MessageAdded(views.view(input.receipt()).orElseThrow());
              case Conversation.Outcome.IdTaken() ->
                  refusals.refuse(RefusalCode.MESSAGE_ID_ALREADY_USED, "messageId", null, language);
              case Conversation.Outcome.ProofNeeded(var challenge) ->
                  refusals.proofRequired(challenge, language);
              case Conversation.Outcome.Busy() ->
                  refusals.refuse(RefusalCode.TRY_LATER, null, Bulkhead.RETRY_AFTER, language);
            });
  }

  Object changeReceipt(ChangeReceiptInput input, Language language) {
    return deadline
        .within(() -> receiptChange.change(input.receipt(), input.newReceipt()))
        .<Object>map(outcome ->
            switch (outcome) {
              case ReceiptChange.Outcome.Changed(var view) -> new ReceiptChanged(view);
              case ReceiptChange.Outcome.UnknownCase() -> unknownCase(language);
              case ReceiptChange.Outcome.NewReceiptTaken() ->
                  refusals.refuse(RefusalCode.RECEIPT_ALREADY_USED, "newReceipt", null, language);
            })
        .orElseGet(() -> away(language));
  }

  Object eraseCase(ReceiptInput input, Language language) {
    return withCase(input.receipt(), language, handle -> new CaseErased(erasure.withdraw(handle)));
  }

  /// @return a proof, or nothing for a receipt that opens no case; the outer is empty when storage
  ///   is away
  Optional<Optional<CaseProof>> proof(Receipt receipt) {
    return deadline.within(() -> views.find(receipt).map(this::proof));
  }

  private CaseProof proof(CaseHandle handle) {
    LocalDate receivedOn = CoarseTime.dayOf(handle.row().receivedAt());
    String office = handle.row().centre();
    return new CaseProof(proofKey.sign(receivedOn, office), time.today(), receivedOn, office);
  }

  private Object withCase(Receipt receipt, Language language, Work work) {
    return deadline
        .within(() -> {
          Optional<CaseHandle> found = views.find(receipt);
          return found.isPresent() ? work.on(found.get()) : unknownCase(language);
        })
        .orElseGet(() -> away(language));
  }

  private interface Work {
    Object on(CaseHandle handle) throws Exception;
  }

  private Object unknownCase(Language language) {
    return refusals.refuse(RefusalCode.UNKNOWN_CASE, "receipt", null, language);
  }

  private Object away(Language language) {
    return refusals.refuse(RefusalCode.TEMPORARILY_UNAVAILABLE, language);
  }
}
