package tw.shouwang.api.pages.browser;

import com.microsoft.playwright.Page;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a browser's store holds, read and opened as `ENVELOPE.md` says, by other code than the
/// page's.
///
/// @param shape what anybody sees: numbers and names of databases, stores, records and fields, and
///   their sizes
/// @param noise what is new with every writing
/// @param bytes salt and places
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record KeptStore(String shape, String noise, byte[] bytes) {

  /// The shape of every store.
  static final String SHAPE = "1 device 1 device 1 kept,noise 16 1040";

  static final int PLACES = 4;

  private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SALT = 16;
  private static final int PLACE = 256;
  private static final int NONCE = 12;
  private static final int RECEIPT = 15;
  private static final int ROUNDS = 600_000;

  private static final String READ =
      """
      async () => {
        const databases = await indexedDB.databases();
        if (databases.length === 0) return null;
        const [{ name }] = databases;
        const answered = (request) => new Promise((done, failed) => {
          request.onsuccess = () => done(request.result);
          request.onerror = failed;
        });
        const opened = await answered(indexedDB.open(name));
        const [store] = opened.objectStoreNames;
        const all = store === undefined ? [] : await answered(opened.transaction(store).objectStore(store).getAll());
        const stores = opened.objectStoreNames.length;
        opened.close();
        if (all.length === 0) return null;
        const bytes = new Uint8Array(await all[0].kept.arrayBuffer());
        const shape = [databases.length, name, stores, store, all.length,
          Object.keys(all[0]).sort().join(), all[0].noise.length, bytes.length];
        return [shape.join(" "), all[0].noise.join(), btoa(String.fromCharCode(...bytes))];
      }
      """;

  /// Waits for a visit's own writing, which nothing on the page waits for.
  static KeptStore of(Page page) {
    page.waitForCondition(() -> read(page) != null);
    return Objects.requireNonNull(read(page));
  }

  private static @Nullable KeptStore read(Page page) {
    List<?> read = (List<?>) page.evaluate(READ);
    return read == null
        ? null
        : new KeptStore(
            (String) read.get(0),
            (String) read.get(1),
            Base64.getDecoder().decode((String) read.get(2)));
  }

  /// The store after it was written once more.
  KeptStore next(Page page) {
    page.waitForCondition(() -> !of(page).noise.equals(noise));
    return of(page);
  }

  byte[] salt() {
    return Arrays.copyOf(bytes, SALT);
  }

  byte[] place(int number) {
    int begin = SALT + number * PLACE;
    return Arrays.copyOfRange(bytes, begin, begin + PLACE);
  }

  /// The key of words, as a person types them.
  SecretKey key(String words) {
    try {
      String bare =
          Normalizer.normalize(words, Normalizer.Form.NFKC)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[\\p{Z}\\p{C}\\p{P}]", "");
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(bare.toCharArray(), salt(), ROUNDS, 256))
              .getEncoded();
      return new SecretKeySpec(key, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The bytes of a receipt, as hexadecimal digits.
  static String hex(String receipt) {
    BigInteger bits = BigInteger.ZERO;
    for (char sign : receipt.replace("-", "").substring(0, 24).toCharArray()) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(SIGNS.indexOf(sign)));
    }
    return "%030x".formatted(bits);
  }

  /// What each place holds for a key, the oldest place first: receipts as in [#hex], or nothing.
  List<List<String>> opened(SecretKey key) {
    return IntStream.range(0, PLACES).mapToObj(number -> opened(key, place(number))).toList();
  }

  private List<String> opened(SecretKey key, byte[] place) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, place, 0, NONCE));
      cipher.updateAAD("shouwang/1 device".getBytes(StandardCharsets.US_ASCII));
      cipher.updateAAD(salt());
      byte[] plain = cipher.doFinal(place, NONCE, PLACE - NONCE);
      List<String> receipts = new ArrayList<>();
      for (int number = 0; number < plain[0]; number++) {
        int begin = 1 + number * RECEIPT;
        receipts.add(HexFormat.of().formatHex(plain, begin, begin + RECEIPT));
      }
      return receipts;
    } catch (AEADBadTagException e) {
      return List.of();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
