package tw.shouwang.api.cases;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Binding;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.Direction;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.ReceiptWrap;
import tw.shouwang.api.cases.envelope.Sealing;
import tw.shouwang.api.cases.envelope.TamperedException;

/// Puts a submission into its envelope and opens conversations for whoever has the receipt.
@Singleton
class Envelopes {

  /// Stands for the message id of the form itself. Clients' own ids are longer than nothing.
  private static final String FORM = "";

  private final Sealing sealing;
  private final SealingThreads sealers;
  private final BeanProvider<ReceiptHash> hash;
  private final ReceiptWrap receiptWrap;
  private final StorageKeys storageKeys;
  private final CasesSettings settings;
  private final SecureRandom random;
  private final CoarseTime time;

  Envelopes(
      Sealing sealing,
      SealingThreads sealers,
      BeanProvider<ReceiptHash> hash,
      ReceiptWrap receiptWrap,
      StorageKeys storageKeys,
      CasesSettings settings,
      SecureRandom random,
      InstantSource clock) {
    this.sealing = sealing;
    this.sealers = sealers;
    this.hash = hash;
    this.receiptWrap = receiptWrap;
    this.storageKeys = storageKeys;
    this.settings = settings;
    this.random = random;
    this.time = new CoarseTime(clock);
  }

  byte[] hash(Receipt receipt) {
    return hash.get().of(receipt);
  }

  /// @param surge whether more than usual comes from where it comes from
  NewCase seal(Submission submission, CentreKey centreKey, boolean surge) {
    UUID id = UUID.randomUUID();
    Instant now = time.now();
    Receipt receipt = submission.receipt();
    Binding binding = Binding.of(receipt);
    DataKey key = DataKey.random(random);
    StorageKeys.Week week = storageKeys.current();
    return new NewCase(
        row(id, submission, surge, binding, now),
        new ReceiptRow(hash(receipt), id, null),
        new CentreWrapRow(
            id,
            centreKey.centre(),
            centreKey.generation(),
            sealers.wrap(
                () -> CentreWrap.wrap(key, binding, centreKey.recipient(), centreKey.publicKey()))),
        new ReceiptWrapRow(id, week.number(), receiptWrap.wrap(key, binding, receipt, week.key())),
        entry(
            id,
            key,
            binding,
            Direction.FROM_SENDER,
            key.messageTag(FORM),
            0,
            submission.sealed(),
            now),
        new EventRow(UUID.randomUUID(), id, CaseEventKind.RECEIVED, now));
  }

  /// The case's key, for its sender.
  DataKey open(CaseRow row, ReceiptWrapRow wrap, Receipt receipt) throws TamperedException {
    Optional<byte[]> storageKey = storageKeys.key(wrap.storageWeek());
    return receiptWrap.unwrap(
        wrap.wrap(),
        bindingOf(row),
        receipt,
        storageKey.orElseThrow(() ->
            new IllegalStateException(
                "the storage key of week " + wrap.storageWeek() + " is missing")));
  }

  /// The case's key under another receipt.
  ReceiptWrapRow rewrap(CaseRow row, DataKey key, Receipt receipt) throws TamperedException {
    StorageKeys.Week week = storageKeys.current();
    return new ReceiptWrapRow(
        row.id(), week.number(), receiptWrap.wrap(key, bindingOf(row), receipt, week.key()));
  }

  EntryRow entry(
      UUID caseId,
      DataKey key,
      Binding binding,
      Direction direction,
      byte[] messageTag,
      int position,
      Map<String, String> fields,
      Instant now) {
    UUID entry = UUID.randomUUID();
    Map<String, String> content = new HashMap<>(fields);
    content.put("n", Integer.toString(position));
    byte[] sealed = sealing.seal(key, binding, entry, direction, new Content(content).toBytes());
    return new EntryRow(entry, caseId, direction, messageTag, sealed, now, true);
  }

  Content read(CaseRow row, DataKey key, EntryRow entry) throws TamperedException {
    return Content.of(
        sealing.open(key, bindingOf(row), entry.id(), entry.direction(), entry.sealed()));
  }

  static Binding bindingOf(CaseRow row) throws TamperedException {
    if (row.binding().length != Binding.BYTES) {
      throw new TamperedException();
    }
    return new Binding(row.binding());
  }

  private CaseRow row(UUID id, Submission submission, boolean surge, Binding binding, Instant now) {
    return new CaseRow(
        id,
        submission.fingerprint().under(submission.receipt()),
        binding.bytes(),
        submission.form(),
        submission.topic(),
        names(submission.otherTopics()),
        submission.indicators(),
        submission.childInvolved(),
        submission.urgency(),
        submission.area(),
        submission.senderGroup(),
        submission.centre(),
        CaseStatus.RECEIVED,
        List.of(),
        null,
        surge,
        now,
        now.plus(settings.dueWithin()),
        CoarseTime.dayOf(now.plus(settings.closeAfter())),
        CoarseTime.dayOf(now.plus(settings.eraseOpenAfter())));
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().distinct().toList();
  }
}
