package tw.shouwang.api.cases.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The published envelope: other HPKE implementations open our wraps, and we open theirs.
class EnvelopeVectorsTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Path CLIENTS = Path.of("src", "test", "clients");
  private static final Path INSTALLED = Path.of("target", "clients");

  @Test
  void opensThePublishedVectors() throws Exception {
    assertOpens(
        Content.of(Files.readAllBytes(Path.of("src/test/resources/envelope/vectors.json")))
            .fields());
  }

  @Test
  void agreesWithAnotherLibraryBothWays() throws Exception {
    Map<String, String> vector = make();
    assertOpens(vector);
    install();
    Path given = INSTALLED.resolve("given.json");
    Path made = INSTALLED.resolve("made.json");
    Files.write(given, json(vector));
    execute(List.of("node", "envelope.mjs", "given.json", "made.json"));

    Map<String, String> theirs = Content.of(Files.readAllBytes(made)).fields();
    vector.put("centreWrap", theirs.getOrDefault("centreWrap", ""));
    vector.put("entry", theirs.getOrDefault("entry", ""));
    vector.put("words", "別處封的 😭");
    assertOpens(vector);
  }

  private static Map<String, String> make() {
    SecureRandom random = new SecureRandom();
    AesGcm aes = new AesGcm(random);
    Receipt receipt = Receipt.random(random);
    Binding binding = Binding.of(receipt);
    DataKey key = DataKey.random(random);
    UUID entry = UUID.randomUUID();
    CentreWrap.KeyPair pair = CentreWrap.KeyPair.generate();
    CentreWrap.Recipient recipient = new CentreWrap.Recipient("tpe", 7);
    byte[] storageKey = new byte[32];
    random.nextBytes(storageKey);
    String words = "三樓的阿嬤好幾天沒有出門了 😭";
    byte[] content = new Content(Map.of("words", words, "n", "0")).toBytes();

    Map<String, String> vector = new LinkedHashMap<>();
    vector.put("receiptText", receipt.text());
    vector.put("receipt", HEX.formatHex(receipt.secret()));
    vector.put("binding", HEX.formatHex(binding.bytes()));
    vector.put("dataKey", HEX.formatHex(key.bytes()));
    vector.put("centre", recipient.centre());
    vector.put("generation", Integer.toString(recipient.generation()));
    vector.put("centrePublicKey", HEX.formatHex(pair.publicKey()));
    vector.put("centrePrivateKey", HEX.formatHex(pair.privateKey()));
    vector.put(
        "centreWrap", HEX.formatHex(CentreWrap.wrap(key, binding, recipient, pair.publicKey())));
    vector.put("storageKey", HEX.formatHex(storageKey));
    vector.put(
        "receiptWrap", HEX.formatHex(new ReceiptWrap(aes).wrap(key, binding, receipt, storageKey)));
    vector.put("entryId", entry.toString().replace("-", ""));
    vector.put(
        "entry",
        HEX.formatHex(
            new PaddedSealing(aes).seal(key, binding, entry, Direction.FROM_SENDER, content)));
    vector.put("words", words);
    return vector;
  }

  private static void assertOpens(Map<String, String> vector) throws TamperedException {
    AesGcm aes = new AesGcm(new SecureRandom());
    Receipt receipt = Receipt.parse(text(vector, "receiptText")).orElseThrow();
    Binding binding = Binding.of(receipt);
    assertThat(HEX.formatHex(binding.bytes())).isEqualTo(text(vector, "binding"));
    CentreWrap.Recipient recipient =
        new CentreWrap.Recipient(
            text(vector, "centre"), Integer.parseInt(text(vector, "generation")));
    DataKey byCentre =
        CentreWrap.unwrap(
            bytes(vector, "centreWrap"), binding, recipient, bytes(vector, "centrePrivateKey"));
    DataKey byReceipt =
        new ReceiptWrap(aes)
            .unwrap(bytes(vector, "receiptWrap"), binding, receipt, bytes(vector, "storageKey"));
    assertThat(HEX.formatHex(byCentre.bytes())).isEqualTo(text(vector, "dataKey"));
    assertThat(HEX.formatHex(byReceipt.bytes())).isEqualTo(text(vector, "dataKey"));
    byte[] content =
        new PaddedSealing(aes)
            .open(
                byCentre,
                binding,
                uuid(text(vector, "entryId")),
                Direction.FROM_SENDER,
                bytes(vector, "entry"));
    assertThat(Content.of(content).words()).isEqualTo(text(vector, "words"));
  }

  private static byte[] json(Map<String, String> vector) {
    StringBuilder json = new StringBuilder("{");
    vector.forEach((name, value) ->
        json.append(json.length() > 1 ? ",\n" : "\n")
            .append("  \"%s\": \"%s\"".formatted(name, value)));
    return json.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "envelope.mjs")) {
      Files.copy(
          CLIENTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    execute(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
  }

  private static void execute(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static byte[] bytes(Map<String, String> vector, String name) {
    return HEX.parseHex(text(vector, name));
  }

  private static String text(Map<String, String> vector, String name) {
    return Objects.requireNonNull(vector.get(name), name);
  }

  private static UUID uuid(String hex) {
    return new UUID(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }
}
