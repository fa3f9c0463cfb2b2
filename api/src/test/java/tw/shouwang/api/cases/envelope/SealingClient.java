package tw.shouwang.api.cases.envelope;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tw.shouwang.api.testing.AppClient.Answer;

/// An app that seals by itself: only it and the centre ever have the case's key.
public final class SealingClient {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AesGcm AES = new AesGcm(RANDOM);
  private static final ReceiptWrap WRAP = new ReceiptWrap(AES);
  private static final Sealing SEALING = new PaddedSealing(AES);

  private final Map<String, String> form = new HashMap<>();
  private final CentreKey centre;
  private Receipt receipt;
  private DataKey key = DataKey.random(RANDOM);
  private Binding binding = Binding.random(RANDOM);
  private UUID formId = UUID.randomUUID();
  private final List<UUID> seen = new ArrayList<>();

  public SealingClient(CentreKey centre, Receipt receipt, String words) {
    this.centre = centre;
    this.receipt = receipt;
    form.putAll(
        Map.of(
            "words", words,
            "language", "vi",
            "form", "CONCERN",
            "topic", "OTHER",
            "urgency", "ROUTINE",
            "area", "63000030",
            "senderGroup", "PRIVATE",
            "centre", "tpe",
            "sealedOn", LocalDate.now(ZoneId.of("Asia/Taipei")).toString()));
  }

  /// The same with one more field in the form.
  public SealingClient with(String field, String value) {
    form.put(field, value);
    return this;
  }

  /// The bytes that only a client has.
  public static byte[] secretOf(Receipt receipt) {
    return receipt.secret();
  }

  /// What a client shows to change its case.
  public static byte[] handOf(Receipt receipt) {
    return receipt.hand();
  }

  public Receipt receipt() {
    return receipt;
  }

  /// Another try of an app that was restarted in between: the same receipt and form, all other
  /// bytes new.
  public SealingClient afresh() {
    return new SealingClient(centre, receipt, words());
  }

  /// The same client, with everything that it has.
  public SealingClient copy() {
    SealingClient copy = afresh();
    copy.key = key;
    copy.binding = binding;
    copy.formId = formId;
    copy.seen.addAll(seen);
    return copy;
  }

  public String words() {
    return Objects.requireNonNull(form.get("words"));
  }

  public Map<String, Object> input() {
    Map<String, Object> input = new HashMap<>(tokens(false));
    input.put("handCheck", text(receipt.handCheck().orElseThrow()));
    for (String clear : List.of("form", "topic", "urgency", "area", "senderGroup", "centre")) {
      input.put(clear, form.get(clear));
    }
    input.put("generation", centre.generation());
    input.put("binding", text(binding.bytes()));
    input.put("commitment", text(key.commitment().bytes()));
    input.put("fingerprint", text(fingerprint()));
    input.put(
        "centreWrap", text(CentreWrap.wrap(key, binding, centre.recipient(), centre.publicKey())));
    input.put("receiptWrap", text(WRAP.inner(key, binding, receipt)));
    input.put("entry", entry(formId, "", form, Padding.FORM));
    return input;
  }

  /// As the service computes it of the same form in clear.
  private byte[] fingerprint() {
    return Fingerprint.of("CONCERN")
        .field(form.get("topic"))
        .set(List.of())
        .set(List.of())
        .field(null)
        .field(form.get("urgency"))
        .field(words())
        .field(form.get("area"))
        .field(null)
        .field(null)
        .field(null)
        .field(null)
        .field(null)
        .under(receipt);
  }

  public Map<String, Object> message(String id, String words) {
    Map<String, Object> input = new HashMap<>(tokens(true));
    input.put("entry", entry(UUID.randomUUID(), id, Map.of("words", words), Padding.MESSAGE));
    return input;
  }

  private Map<String, Object> entry(
      UUID id, String messageId, Map<String, String> fields, int least) {
    SeenMark mark = SeenMark.of(seen);
    Map<String, String> content = new HashMap<>(fields);
    content.put("n", Integer.toString(mark.count()));
    content.put("seen", mark.mark());
    Map<String, Object> entry = new HashMap<>();
    entry.put("id", id.toString());
    entry.put("tag", text(key.messageTag(Direction.FROM_SENDER, messageId)));
    entry.put(
        "fingerprint", text(key.messageFingerprint(messageId, fields.getOrDefault("words", ""))));
    entry.put(
        "bytes",
        text(
            SEALING.seal(
                key, binding, id, Direction.FROM_SENDER, new Content(content).toBytes(), least)));
    return entry;
  }

  public Map<String, Object> tokens(boolean toChange) {
    Map<String, Object> tokens = new HashMap<>();
    tokens.put("lookup", text(receipt.lookup()));
    if (toChange) {
      tokens.put("hand", text(receipt.hand()));
    }
    return tokens;
  }

  /// The input of a change to this receipt, which the client uses from then on.
  public Map<String, Object> changeTo(Receipt next) {
    Map<String, Object> input = new HashMap<>(tokens(true));
    input.put("newLookup", text(next.lookup()));
    input.put("newHandCheck", text(next.handCheck().orElseThrow()));
    input.put("receiptWrap", text(WRAP.inner(key, binding, next)));
    receipt = next;
    return input;
  }

  /// Opens an answer with nothing but the receipt, and takes its key over: what was stored first
  /// stays. Returns the words of the entries, in order.
  public List<String> open(Answer sealedCase) throws TamperedException {
    binding = new Binding(bytes(sealedCase.text("binding")));
    key =
        WRAP.opened(
            bytes(sealedCase.text("receiptWrap")),
            binding,
            new Commitment(bytes(sealedCase.text("commitment"))),
            receipt);
    List<String> words = new ArrayList<>();
    seen.clear();
    Answer entries = sealedCase.at("entries");
    for (int i = 0; i < entries.size(); i++) {
      Answer entry = entries.at(i);
      UUID id = UUID.fromString(entry.text("id"));
      Direction direction =
          Boolean.parseBoolean(entry.text("fromStaff"))
              ? Direction.FROM_STAFF
              : Direction.FROM_SENDER;
      Content content =
          Content.of(SEALING.open(key, binding, id, direction, bytes(entry.text("bytes"))));
      words.add(content.words());
      seen.add(id);
    }
    return words;
  }

  private static byte[] bytes(String text) {
    return StrictBase64.decoded(text).orElseThrow();
  }

  public static String text(byte[] bytes) {
    return StrictBase64.encoded(bytes);
  }
}
