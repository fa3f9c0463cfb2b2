package tw.shouwang.api.cases.admission;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.forms.ProofChallenge;

/// A price on each submission while there is load, and none while there is not: a minute of phone
/// time is nothing for one report and a lot for a million.
///
/// Challenges are signed with a key of this process alone, expire after five minutes and are taken
/// for one receipt, so nothing has to be kept until one is solved. Checking costs two hashes.
@Singleton
public class ProofOfWork {

  static final String ALGORITHM = "SHA256-ZERO-BITS";
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 22;
  private static final int BODY_BYTES = Long.BYTES + Integer.BYTES + 16;
  private static final int LONGEST_SOLUTION = 64;

  private final Load load;
  private final SecureRandom random;
  private final InstantSource clock;
  private final byte[] key = new byte[32];
  private final Map<String, Use> used = new ConcurrentHashMap<>();

  ProofOfWork(Load load, SecureRandom random, InstantSource clock) {
    this.load = load;
    this.random = random;
    this.clock = clock;
    random.nextBytes(key);
  }

  /// The challenge to be solved before a submission now; empty while none is asked for.
  public Optional<ProofChallenge> challenge() {
    double pressure = load.pressure();
    if (pressure < 1) {
      return Optional.empty();
    }
    int bits = LEAST_BITS + (int) Math.floor(2 * Math.log(pressure) / Math.log(2));
    return Optional.of(issue(Math.min(MOST_BITS, bits)));
  }

  /// The challenge to answer with, when work is asked for and this does not show it. Nobody in
  /// immediate danger is asked.
  public Optional<ProofChallenge> lacking(
      Urgency urgency, @Nullable ProofInput proof, byte[] receipt) {
    if (urgency == Urgency.IMMEDIATE_DANGER) {
      return Optional.empty();
    }
    return challenge().filter(asked -> !accepts(proof, receipt));
  }

  ProofChallenge issue(int difficulty) {
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(VALID).getEpochSecond());
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    byte[] body =
        ByteBuffer.allocate(BODY_BYTES)
            .putLong(expiresAt.getEpochSecond())
            .putInt(difficulty)
            .put(nonce)
            .array();
    byte[] signed =
        ByteBuffer.allocate(BODY_BYTES + 32).put(body).put(Derivation.hmac(key, body)).array();
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    return new ProofChallenge(challenge, ALGORITHM, difficulty, expiresAt);
  }

  /// Whether this is a solution of a challenge of ours that no other receipt has used yet; uses it.
  ///
  /// @param receipt the hash of the receipt it is for: when storage fails, the same try again costs
  ///   nothing more
  boolean accepts(@Nullable ProofInput proof, byte[] receipt) {
    if (proof == null || proof.solution().length() > LONGEST_SOLUTION) {
      return false;
    }
    Optional<Signed> signed = read(proof.challenge());
    if (signed.isEmpty() || signed.get().expiresAt().isBefore(clock.instant())) {
      return false;
    }
    byte[] hash =
        sha256((proof.challenge() + ":" + proof.solution()).getBytes(StandardCharsets.UTF_8));
    return leadingZeros(hash) >= signed.get().difficulty()
        && use(proof.challenge(), new Use(receipt, signed.get().expiresAt()));
  }

  private boolean use(String challenge, Use use) {
    Instant now = clock.instant();
    used.values().removeIf(each -> each.expiresAt().isBefore(now));
    Use first = used.putIfAbsent(challenge, use);
    return first == null || MessageDigest.isEqual(first.receipt(), use.receipt());
  }

  private record Use(byte[] receipt, Instant expiresAt) {}

  private record Signed(Instant expiresAt, int difficulty) {}

  private Optional<Signed> read(String challenge) {
    byte[] signed;
    try {
      signed = Base64.getUrlDecoder().decode(challenge);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (signed.length != BODY_BYTES + 32) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(signed, BODY_BYTES);
    byte[] tag = Arrays.copyOfRange(signed, BODY_BYTES, signed.length);
    if (!MessageDigest.isEqual(tag, Derivation.hmac(key, body))) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(body);
    return Optional.of(new Signed(Instant.ofEpochSecond(buffer.getLong()), buffer.getInt()));
  }

  static int leadingZeros(byte[] hash) {
    int zeros = 0;
    for (byte each : hash) {
      if (each != 0) {
        return zeros + Integer.numberOfLeadingZeros(each & 0xff) - 24;
      }
      zeros += 8;
    }
    return zeros;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
