package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.X25519;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.testing.NodeClients;

/// The published envelope: every value of the vectors is computed here and by another library, the
/// invalid ones do not open, and each implementation opens the other's output.
class EnvelopeVectorsTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Path VECTORS = Path.of("src/test/resources/envelope/vectors.json");

  private static final String MODULE =
      Path.of("src/main/resources/envelope/envelope.js").toAbsolutePath().toString();

  private final AesGcm aes = new AesGcm(new SecureRandom());
  private final Sealing sealing = new PaddedSealing(aes);

  /// Rules 1, 3 and 10: what is derived from a receipt, what is kept of it, and the canonical form.
  @Test
  void computesWhatIsDerivedAndKept() throws Exception {
    Node vectors = vectors();
    Receipt receipt = receipt(vectors.node("receipt"));
    Node kept = vectors.node("kept");
    ReceiptHash hash = ReceiptHash.peppered(kept.bytes("pepper"));

    assertThat(receipt.lookup()).isEqualTo(vectors.node("receipt").bytes("lookup"));
    assertThat(receipt.hand()).isEqualTo(vectors.node("receipt").bytes("hand"));
    assertThat(receipt.handCheck().orElseThrow())
        .isEqualTo(vectors.node("receipt").bytes("handCheck"));
    assertThat(hash.of(receipt)).isEqualTo(kept.bytes("lookup"));
    assertThat(hash.hand(receipt.handCheck().orElseThrow())).isEqualTo(kept.bytes("hand"));
    for (Node form : vectors.nodes("canonical")) {
      Fingerprint fingerprint = Fingerprint.of(form.text("form"));
      for (Object value : form.list("values")) {
        if (value instanceof List<?> items) {
          fingerprint.set(items);
        } else {
          fingerprint.field(value);
        }
      }
      assertThat(fingerprint.canonical()).isEqualTo(form.bytes("bytes"));
      assertThat(fingerprint.under(receipt)).isEqualTo(form.bytes("fingerprint"));
    }
    assertThat(hash.fingerprint(vectors.nodes("canonical").getFirst().bytes("fingerprint")))
        .isEqualTo(kept.bytes("fingerprint"));
  }

  /// Rules 5 to 8 and 12: commitment, wraps, entries, tags by direction, and what an author had
  /// read.
  @Test
  void opensTheCase() throws Exception {
    Node vectors = vectors();
    Node published = vectors.node("case");
    DataKey key = unwrap(published, published.bytes("centreWrap"));
    assertThat(key.bytes()).isEqualTo(published.bytes("dataKey"));
    assertThat(key.commitment().bytes()).isEqualTo(published.bytes("commitment"));
    assertThat(CentreWrap.info(binding(published), commitment(published), recipient(published)))
        .isEqualTo(published.bytes("wrapInfo"));
    assertThat(X25519.publicFromPrivate(published.bytes("ephemeralPrivateKey")))
        .isEqualTo(Arrays.copyOf(published.bytes("centreWrap"), 32));
    assertThat(
            new ReceiptWrap(aes)
                .unwrap(
                    published.bytes("receiptWrap"),
                    binding(published),
                    commitment(published),
                    receipt(vectors.node("receipt")),
                    published.bytes("storageKey"))
                .bytes())
        .isEqualTo(key.bytes());
    Node changed = vectors.node("changedReceipt");
    assertThat(
            aes.open(
                receipt(changed).derive("receipt-wrap", 32),
                binding(published).only("receipt-wrap", commitment(published)),
                changed.bytes("inner")))
        .isEqualTo(key.bytes());

    List<UUID> ids = new ArrayList<>();
    for (Node entry : vectors.nodes("entries")) {
      Content content = open(published, key, entry);
      assertThat(content.toBytes())
          .hasSize(entry.text("content").getBytes(StandardCharsets.UTF_8).length);
      assertThat(content.seen().orElseThrow().isStillThere(ids)).isTrue();
      Direction direction = direction(entry);
      String messageId = entry.text("messageId");
      assertThat(key.messageTag(direction, messageId)).isEqualTo(entry.bytes("messageTag"));
      assertThat(key.messageFingerprint(messageId, content.words()))
          .isEqualTo(entry.bytes("messageFingerprint"));
      ids.add(uuid(entry.bytes("id")));
    }
  }

  @Test
  void opensNotesUnderTheirOwnKeyAlone() throws Exception {
    Node vectors = vectors();
    Node published = vectors.node("case");
    Node notes = vectors.node("notes");
    Binding binding = binding(published);
    NoteKey key = noteKey(published, notes, notes.bytes("wrap"));
    assertThat(key.bytes()).isEqualTo(notes.bytes("noteKey"));
    assertThat(key.commitment().bytes()).isEqualTo(notes.bytes("commitment"));
    assertThat(NoteKey.info(binding, commitment(notes), recipient(published)))
        .isEqualTo(notes.bytes("wrapInfo"));
    Content content = key.open(aes, binding, uuid(notes.bytes("id")), notes.bytes("sealed"));
    assertThat(new String(content.toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(notes.text("content"));
    assertThat(key.noteTag(notes.text("noteId"))).isEqualTo(notes.bytes("noteTag"));
    assertThat(key.noteFingerprint(notes.text("noteId"), content.words()))
        .isEqualTo(notes.bytes("noteFingerprint"));
    for (Node wrap : notes.node("negative").nodes("wraps")) {
      assertThatThrownBy(() -> noteKey(published, notes, wrap.bytes("wrap")))
          .as(wrap.text("what"))
          .isInstanceOf(TamperedException.class);
    }
    for (Node note : notes.node("negative").nodes("notes")) {
      assertThatThrownBy(() -> key.open(aes, binding, uuid(note.bytes("id")), note.bytes("sealed")))
          .as(note.text("what"))
          .isInstanceOf(TamperedException.class);
    }
  }

  private static NoteKey noteKey(Node published, Node notes, byte[] wrap) throws TamperedException {
    return NoteKey.unwrap(
        wrap,
        binding(published),
        commitment(notes),
        recipient(published),
        new CentrePrivateKey(published.bytes("centrePrivateKey")));
  }

  /// Rule 9: the suite is part of what is signed, and an unknown one is not used.
  @Test
  void trustsTheKeyset() throws Exception {
    Node vectors = vectors();
    Node published = vectors.node("keyset");
    CentreKey key = keyset(published, 1, published.bytes("signature"));
    assertThat(key.signedBytes()).isEqualTo(published.bytes("signed"));
    assertThat(key.isSignedBy(published.bytes("signingKey"))).isTrue();
    assertThat(key.isUsable()).isTrue();
    for (Node forged : vectors.node("negative").nodes("keysets")) {
      CentreKey other = keyset(published, forged.number("suite"), forged.bytes("signature"));
      assertThat(other.isSignedBy(published.bytes("signingKey")) && other.isUsable())
          .as(forged.text("what"))
          .isFalse();
    }
  }

  /// Rules 5 to 9, 13 and 21: another key, case, centre, generation, entry or direction, and
  /// content that is not valid.
  @Test
  void opensNothingElse() throws Exception {
    Node vectors = vectors();
    Node published = vectors.node("case");
    Node negative = vectors.node("negative");
    DataKey key = unwrap(published, published.bytes("centreWrap"));
    for (Node wrap : negative.nodes("wraps")) {
      assertThatThrownBy(() -> unwrap(published, wrap.bytes("wrap")))
          .as(wrap.text("what"))
          .isInstanceOf(TamperedException.class);
    }
    for (Node entry : negative.nodes("entries")) {
      assertThatThrownBy(() -> open(published, key, entry))
          .as(entry.text("what"))
          .isInstanceOf(TamperedException.class);
    }
    for (Object content : negative.list("contents")) {
      assertThatThrownBy(() -> Content.of(content.toString().getBytes(StandardCharsets.UTF_8)))
          .as(content.toString())
          .isInstanceOf(TamperedException.class);
    }
  }

  /// The other library makes the same vectors, opens our output, and its output opens here.
  @Test
  void agreesWithAnotherLibraryBothWays() throws Exception {
    Path folder = NodeClients.folder();
    Files.copy(VECTORS, folder.resolve("vectors.json"), StandardCopyOption.REPLACE_EXISTING);
    NodeClients.run("vectors.mjs", "check", "vectors.json");

    Map<String, Object> made = make();
    Files.write(folder.resolve("given.json"), JsonMapper.createDefault().writeValueAsBytes(made));
    NodeClients.run("vectors.mjs", "answer", "given.json", "made.json");

    Node given = new Node(made);
    Node theirs = read(folder.resolve("made.json"));
    Receipt receipt = receipt(new Node(Map.of("bytes", given.text("receipt"))));
    assertThat(theirs.bytes("lookup")).isEqualTo(receipt.lookup());
    assertThat(theirs.bytes("handCheck")).isEqualTo(receipt.handCheck().orElseThrow());
    DataKey key = unwrap(given, theirs.bytes("centreWrap"));
    assertThat(
            aes.open(
                receipt.derive("receipt-wrap", 32),
                binding(given).only("receipt-wrap", commitment(given)),
                theirs.bytes("inner")))
        .isEqualTo(key.bytes());
    byte[] opened =
        sealing.open(
            key,
            binding(given),
            uuid(given.bytes("entryId")),
            Direction.FROM_SENDER,
            theirs.bytes("entry"));
    assertThat(Content.of(opened).words()).isEqualTo("別處封的 😭");
  }

  /// Rule 42: the module that pages and apps seal with, with the browser's own curves and without.
  @ParameterizedTest
  @ValueSource(strings = {"", "fallback"})
  void theModuleHoldsTheVectors(String curves) {
    NodeClients.run("sealing.mjs", "check", MODULE, VECTORS.toAbsolutePath().toString(), curves);
  }

  /// The module opens what the service made, and what it seals opens here.
  @ParameterizedTest
  @ValueSource(strings = {"", "fallback"})
  void agreesWithTheModuleBothWays(String curves) throws Exception {
    Map<String, Object> made = make();
    Receipt another = Receipt.random(new SecureRandom());
    made.put("newReceipt", HEX.formatHex(another.secret()));
    Path folder = NodeClients.folder();
    Files.write(folder.resolve("sent.json"), JsonMapper.createDefault().writeValueAsBytes(made));
    NodeClients.run("sealing.mjs", "answer", MODULE, "sent.json", "sealed.json", curves);

    Node given = new Node(made);
    Node theirs = read(folder.resolve("sealed.json"));
    Receipt receipt = receipt(new Node(Map.of("bytes", given.text("receipt"))));
    opensTheForm(given, theirs.node("form"), receipt);

    DataKey key = unwrap(given, given.bytes("centreWrap"));
    Node message = theirs.node("message");
    Content said = openFromSender(given, key, message);
    assertThat(said.words()).isEqualTo("別處封的 😭");
    assertThat(said.get("urgency")).contains("URGENT");
    assertThat(said.seen().orElseThrow().isStillThere(List.of(uuid(given.bytes("entryId")))))
        .isTrue();
    assertThat(message.bytes("tag")).isEqualTo(key.messageTag(Direction.FROM_SENDER, "m1"));
    assertThat(message.bytes("fingerprint")).isEqualTo(key.messageFingerprint("m1", said.words()));

    Node change = theirs.node("change");
    assertThat(change.bytes("lookup")).isEqualTo(receipt.lookup());
    assertThat(change.bytes("hand")).isEqualTo(receipt.hand());
    assertThat(change.bytes("newLookup")).isEqualTo(another.lookup());
    assertThat(change.bytes("newHandCheck")).isEqualTo(another.handCheck().orElseThrow());
    byte[] inner = change.bytes("receiptWrap");
    assertThat(
            new ReceiptWrap(aes).opened(inner, binding(given), commitment(given), another).bytes())
        .isEqualTo(key.bytes());
  }

  private void opensTheForm(Node given, Node form, Receipt receipt) throws Exception {
    Map<Object, Object> bound = new LinkedHashMap<>(form.fields());
    bound.put("centrePrivateKey", given.text("centrePrivateKey"));
    DataKey key = unwrap(new Node(bound), form.bytes("centreWrap"));
    assertThat(
            new ReceiptWrap(aes)
                .opened(form.bytes("receiptWrap"), binding(form), commitment(form), receipt)
                .bytes())
        .isEqualTo(key.bytes());
    assertThat(form.bytes("lookup")).isEqualTo(receipt.lookup());
    assertThat(form.bytes("handCheck")).isEqualTo(receipt.handCheck().orElseThrow());
    Content content = openFromSender(form, key, form.node("entry"));
    String site = SiteCodes.normalized("ab-oil ０１");
    String words = "三樓的阿嬤好幾天沒有出門了 😭\n門口有報紙";
    assertThat(content.fields())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("words", words),
                Map.entry("place", "忠孝東路三樓"),
                Map.entry("observedAt", "2026-11-27T10:20:30Z"),
                Map.entry("gatekeeperKind", "NEIGHBOUR"),
                Map.entry("site", site),
                Map.entry("language", "fil"),
                Map.entry("form", "CONCERN"),
                Map.entry("topic", "CARE_BURDEN"),
                Map.entry("otherTopics", "ECONOMIC,PARENTING"),
                Map.entry("childInvolved", "true"),
                Map.entry("urgency", "URGENT"),
                Map.entry("area", "63000030"),
                Map.entry("senderGroup", "PRIVATE"),
                Map.entry("centre", "tpe"),
                Map.entry("sealedOn", "2026-11-28"),
                Map.entry("n", "0"),
                Map.entry("seen", SeenMark.of(List.of()).mark())));
    assertThat(form.node("entry").bytes("tag"))
        .isEqualTo(key.messageTag(Direction.FROM_SENDER, ""));
    assertThat(form.bytes("fingerprint"))
        .isEqualTo(
            Fingerprint.of("CONCERN")
                .field("CARE_BURDEN")
                .set(List.of("PARENTING", "ECONOMIC"))
                .set(List.of())
                .field(true)
                .field("URGENT")
                .field(words)
                .field("63000030")
                .field("忠孝東路三樓")
                .field(null)
                .field(Instant.parse("2026-11-27T10:20:30.987Z"))
                .field("NEIGHBOUR")
                .field(site)
                .under(receipt));
  }

  private Content openFromSender(Node bound, DataKey key, Node entry) throws TamperedException {
    byte[] sealed = entry.bytes("bytes");
    UUID id = uuid(entry.bytes("id"));
    return Content.of(sealing.open(key, binding(bound), id, Direction.FROM_SENDER, sealed));
  }

  private Map<String, Object> make() {
    SecureRandom random = new SecureRandom();
    Receipt receipt = Receipt.random(random);
    Binding binding = Binding.random(random);
    DataKey key = DataKey.random(random);
    UUID entry = UUID.randomUUID();
    CentreWrap.KeyPair pair = CentreWrap.KeyPair.generate();
    CentreWrap.Recipient recipient = new CentreWrap.Recipient("tpe", 7);
    byte[] storageKey = Hashes.sha256("storage");
    String words = "三樓的阿嬤好幾天沒有出門了 😭";
    byte[] content =
        new Content(Map.of("words", words, "n", "0", "seen", SeenMark.of(List.of()).mark()))
            .toBytes();
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("receipt", HEX.formatHex(receipt.secret()));
    made.put("binding", HEX.formatHex(binding.bytes()));
    made.put("commitment", HEX.formatHex(key.commitment().bytes()));
    made.put("centre", recipient.centre());
    made.put("generation", recipient.generation());
    made.put("centrePublicKey", HEX.formatHex(pair.publicKey()));
    made.put("centrePrivateKey", HEX.formatHex(pair.privateKey()));
    made.put(
        "centreWrap", HEX.formatHex(CentreWrap.wrap(key, binding, recipient, pair.publicKey())));
    made.put("storageKey", HEX.formatHex(storageKey));
    made.put(
        "receiptWrap", HEX.formatHex(new ReceiptWrap(aes).wrap(key, binding, receipt, storageKey)));
    made.put("entryId", entry.toString().replace("-", ""));
    made.put(
        "entry",
        HEX.formatHex(
            sealing.seal(key, binding, entry, Direction.FROM_SENDER, content, Padding.FORM)));
    made.put("words", words);
    return made;
  }

  private static DataKey unwrap(Node bound, byte[] wrap) throws TamperedException {
    return CentreWrap.unwrap(
        wrap,
        binding(bound),
        commitment(bound),
        recipient(bound),
        new CentrePrivateKey(bound.bytes("centrePrivateKey")));
  }

  private Content open(Node bound, DataKey key, Node entry) throws TamperedException {
    return Content.of(
        sealing.open(
            key, binding(bound), uuid(entry.bytes("id")), direction(entry), entry.bytes("sealed")));
  }

  private static CentreKey keyset(Node published, int suite, byte[] signature) {
    return new CentreKey(
        suite,
        published.text("centre"),
        published.number("generation"),
        LocalDate.parse(published.text("validFrom")),
        LocalDate.parse(published.text("validUntil")),
        published.bytes("publicKey"),
        signature);
  }

  private static Binding binding(Node bound) {
    return new Binding(bound.bytes("binding"));
  }

  private static Commitment commitment(Node bound) {
    return new Commitment(bound.bytes("commitment"));
  }

  private static CentreWrap.Recipient recipient(Node bound) {
    return new CentreWrap.Recipient(bound.text("centre"), bound.number("generation"));
  }

  private static Direction direction(Node entry) {
    return entry.number("direction") == 1 ? Direction.FROM_SENDER : Direction.FROM_STAFF;
  }

  private static Receipt receipt(Node node) {
    // A receipt is made only from random bytes, so the test passes these.
    return Receipt.random(
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            byte[] published = node.bytes("bytes");
            System.arraycopy(published, 0, bytes, 0, bytes.length);
          }
        });
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /// One object of the vectors; bytes are in hex.
  private record Node(Map<?, ?> fields) {

    Node node(String name) {
      return new Node((Map<?, ?>) value(name));
    }

    List<Node> nodes(String name) {
      return list(name).stream()
          .map(each -> new Node((Map<?, ?>) Objects.requireNonNull(each)))
          .toList();
    }

    List<?> list(String name) {
      return (List<?>) value(name);
    }

    String text(String name) {
      return (String) value(name);
    }

    int number(String name) {
      return ((Number) value(name)).intValue();
    }

    byte[] bytes(String name) {
      return HEX.parseHex(text(name));
    }

    private Object value(String name) {
      return Objects.requireNonNull(fields.get(name), name);
    }
  }

  private static Node vectors() throws IOException {
    return read(VECTORS);
  }

  private static Node read(Path file) throws IOException {
    return new Node(
        JsonMapper.createDefault()
            .readValue(Files.readAllBytes(file), Argument.mapOf(String.class, Object.class)));
  }
}
