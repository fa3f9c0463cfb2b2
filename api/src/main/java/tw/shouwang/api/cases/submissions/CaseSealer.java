package tw.shouwang.api.cases.submissions;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.Commitment;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.SeenMark;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CentreWrapRow;
import tw.shouwang.api.cases.records.ClearList;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.cases.records.ReceiptWrapRow;
import tw.shouwang.api.cases.records.Reference;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.SealingThreads;
import tw.shouwang.api.cases.sealing.StorageKeys;

/// Makes the rows of a new case: seals a form, or takes what a client has sealed as it is.
@Singleton
class CaseSealer {

  /// Takes the place of the message id for the form itself. Client ids are never empty.
  private static final String FORM = "";

  private final Envelopes envelopes;
  private final SealingThreads sealers;
  private final ReceiptWrap receiptWrap;
  private final StorageKeys storageKeys;
  private final CasesSettings settings;
  private final SecureRandom random;
  private final CoarseTime time;

  CaseSealer(
      Envelopes envelopes,
      SealingThreads sealers,
      ReceiptWrap receiptWrap,
      StorageKeys storageKeys,
      CasesSettings settings,
      SecureRandom random,
      InstantSource clock) {
    this.envelopes = envelopes;
    this.sealers = sealers;
    this.receiptWrap = receiptWrap;
    this.storageKeys = storageKeys;
    this.settings = settings;
    this.random = random;
    this.time = new CoarseTime(clock);
  }

  /// @param hash the receipt's
  /// @param surge whether more cases than usual come from its origin
  NewCase seal(Submission submission, byte[] hash, CentreKey centreKey, boolean surge) {
    UUID id = UUID.randomUUID();
    Instant now = time.now();
    Receipt receipt = submission.receipt();
    Binding binding = Binding.random(random);
    DataKey key = DataKey.random(random);
    CaseRow row =
        row(
            id,
            submission,
            envelopes.kept(submission.fingerprint(), receipt),
            binding,
            key.commitment(),
            surge,
            now,
            CoarseTime.dayOf(now));
    Map<String, String> form = new HashMap<>(submission.sealed());
    form.putAll(ClearList.of(row, CoarseTime.dayOf(now)));
    StorageKeys.Week week = storageKeys.current();
    return new NewCase(
        row,
        new ReceiptRow(hash, envelopes.hand(receipt).orElseThrow(), id, null),
        new CentreWrapRow(
            id,
            centreKey.centre(),
            centreKey.generation(),
            sealers.wrap(
                () -> CentreWrap.wrap(key, binding, centreKey.recipient(), centreKey.publicKey()))),
        new ReceiptWrapRow(id, week.number(), receiptWrap.wrap(key, binding, receipt, week.key())),
        envelopes.entry(
            id,
            key,
            binding,
            new Envelopes.Draft(Direction.FROM_SENDER, FORM, form, SeenMark.of(List.of())),
            0,
            now),
        new EventRow(UUID.randomUUID(), id, CaseEventKind.RECEIVED, now, 0));
  }

  /// The rows of a case that a client has sealed. The service adds its own layer to the client's
  /// wrap, and nothing else to the bytes.
  NewCase store(SealedSubmission sealed, byte[] hash, boolean surge) {
    UUID id = UUID.randomUUID();
    Instant now = time.now();
    CaseRow row =
        row(
            id,
            sealed,
            envelopes.kept(sealed.fingerprint()),
            sealed.binding(),
            sealed.commitment(),
            surge,
            now,
            null);
    SealedSubmission.ClientEntry entry = sealed.entry();
    return new NewCase(
        row,
        new ReceiptRow(hash, envelopes.hand(sealed.credential()).orElseThrow(), id, null),
        new CentreWrapRow(id, sealed.clear().centre(), sealed.generation(), sealed.centreWrap()),
        envelopes.stored(id, sealed.binding(), sealed.inner()),
        new EntryRow(
            entry.id(),
            id,
            Direction.FROM_SENDER,
            0,
            entry.tag(),
            entry.fingerprint(),
            entry.bytes(),
            now,
            true,
            null),
        new EventRow(UUID.randomUUID(), id, CaseEventKind.RECEIVED, now, 0));
  }

  /// @param throughServiceOn null if the service has not had the receipt
  private CaseRow row(
      UUID id,
      Arriving arriving,
      byte[] fingerprint,
      Binding binding,
      Commitment commitment,
      boolean surge,
      Instant now,
      @Nullable LocalDate throughServiceOn) {
    ClearFields clear = arriving.clear();
    return new CaseRow(
        id,
        fingerprint,
        binding.bytes(),
        commitment.bytes(),
        clear.form(),
        clear.topic(),
        clear.otherTopics().stream().map(Enum::name).toList(),
        clear.indicators(),
        clear.childInvolved(),
        clear.urgency(),
        clear.area(),
        clear.senderGroup(),
        clear.centre(),
        CaseStatus.RECEIVED,
        List.of(),
        null,
        surge,
        now,
        now.plus(settings.dueWithin()),
        CoarseTime.dayOf(now.plus(settings.closeAfter())),
        CoarseTime.dayOf(now.plus(settings.eraseOpenAfter())),
        Reference.random(random).signs(),
        throughServiceOn,
        arriving.exercise());
  }
}
