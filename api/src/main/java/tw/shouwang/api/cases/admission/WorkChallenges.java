package tw.shouwang.api.cases.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.cases.envelope.StrictBase64;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.WorkKey;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.graphql.ratelimits.Admission;
import tw.shouwang.graphql.ratelimits.CallerKey;

/// Demands proof of work for submissions while there is load: some seconds of a phone's time are
/// little for one report and too much for a million.
///
/// Challenges are signed with the hour's [WorkKey], so every node accepts the challenges of every
/// other. They expire after five minutes. A solution for a form that the service seals is accepted
/// for one receipt only, by each node; a solution for a form that a client has sealed includes that
/// form's lookup and entry. Nothing is stored before a challenge is solved. A check costs two
/// hashes.
///
/// Whoever cannot work, because a page has no scripts, may wait instead: a challenge that a refusal
/// gave to a receipt holds for that receipt with an empty solution, from twenty seconds after it
/// was signed. The receipt is signed into it, so every node sees that it belongs to no other. To
/// wait for many receipts at once costs nothing, so each accepted one counts for its caller
/// ([RateLimit#WAITED]); past that limit the answer is the same challenge, to wait on or to solve.
@Singleton
public class WorkChallenges {

  static final String ALGORITHM = "SHA256-ZERO-BITS";

  /// The solution holds for one lookup and one entry only, so that nobody else can use it and no
  /// list of used challenges is needed.
  static final String BOUND = "SHA256-ZERO-BITS-BOUND";

  private static final Duration VALID = Duration.ofMinutes(5);
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final String WAITED = "";
  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 22;

  /// About a second of a phone's time.
  private static final int PAST_LIMIT_BITS = 16;

  private static final int MOST_USED = 100_000;
  private static final int NONCE_BYTES = 16;
  private static final int BODY_BYTES = Long.BYTES + Integer.BYTES + NONCE_BYTES;
  private static final int LONGEST_SOLUTION = 64;
  private static final byte[] MARK = "may wait, too: ".getBytes(StandardCharsets.US_ASCII);

  private final Load load;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Provider<WorkKey> key;
  private final PastLimit pastLimit;
  private final Predicate<CallerKey> mayWait;

  /// For each challenge, the hash of the receipt that used it. A challenge removed for lack of
  /// space could be used again, but only by somebody who has solved as many others meanwhile.
  private final Cache<String, byte[]> used;

  @Inject
  WorkChallenges(
      Load load,
      PastLimit pastLimit,
      Provider<WorkKey> key,
      SecureRandom random,
      InstantSource clock,
      Admission limits) {
    this(
        load,
        pastLimit,
        key,
        random,
        clock,
        caller -> limits.tryAdmit(RateLimit.WAITED, caller).isZero());
  }

  /// @param mayWait counts a receipt that waited for its caller; false past the caller's limit
  WorkChallenges(
      Load load,
      PastLimit pastLimit,
      Provider<WorkKey> key,
      SecureRandom random,
      InstantSource clock,
      Predicate<CallerKey> mayWait) {
    this.load = load;
    this.pastLimit = pastLimit;
    this.key = key;
    this.random = random;
    this.clock = clock;
    this.mayWait = mayWait;
    this.used =
        Caffeine.newBuilder()
            .expireAfterWrite(VALID.plus(VALID))
            .maximumSize(MOST_USED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// The challenge that a submission must solve now; empty if none is demanded.
  public Optional<WorkChallenge> challenge() {
    return challenge(ALGORITHM, null);
  }

  /// @param receipt whose sender may wait instead; null for nobody's
  private Optional<WorkChallenge> challenge(String algorithm, byte @Nullable [] receipt) {
    double pressure = load.pressure();
    if (pressure < 1) {
      return Optional.empty();
    }
    return Optional.of(issue(bits(pressure), algorithm, receipt));
  }

  private static int bits(double pressure) {
    int bits = LEAST_BITS + (int) Math.floor(2 * Math.log(pressure) / Math.log(2));
    return Math.min(MOST_BITS, bits);
  }

  /// The challenge to send back, if work is demanded and this solution does not show it: while
  /// there is load, and for a report past its address's limit. Never for immediate danger.
  public Optional<WorkChallenge> lacking(Urgency urgency, WorkShown work) {
    if (urgency == Urgency.IMMEDIATE_DANGER) {
      return Optional.empty();
    }
    String algorithm = work.boundTo() == null ? ALGORITHM : BOUND;
    byte[] receipt = work.boundTo() == null ? work.receipt() : null;
    Optional<WorkChallenge> asked =
        pastLimit.holds(work.receipt())
            ? Optional.of(
                issue(
                    Math.max(PAST_LIMIT_BITS, bits(Math.max(1, load.pressure()))),
                    algorithm,
                    receipt))
            : challenge(algorithm, receipt);
    return asked.filter(each -> !accepts(work)).map(each -> stillWaiting(work).orElse(each));
  }

  /// The same challenge for a sender who waits and came back too early, so that their waiting time
  /// goes on. If the challenge was signed in the future by this node's clock, the clock of the node
  /// that signed it is ahead; then it is empty, and a new challenge starts the waiting time anew.
  private Optional<WorkChallenge> stillWaiting(WorkShown work) {
    WorkSolution proof = work.solution();
    return proof == null || !proof.solution().equals(WAITED)
        ? Optional.empty()
        : read(proof.challenge())
            .filter(signed -> signed.isFor(work) && !signed.begun().isAfter(clock.instant()))
            .map(signed ->
                new WorkChallenge(
                    proof.challenge(), ALGORITHM, signed.difficulty(), signed.expiresAt()));
  }

  /// Whether this report was let past its address's limit without showing the work demanded for
  /// that.
  public boolean isUnpaidPastLimit(WorkShown work) {
    return pastLimit.holds(work.receipt()) && !accepts(work);
  }

  WorkChallenge issue(int difficulty) {
    return issue(difficulty, ALGORITHM, null);
  }

  private WorkChallenge issue(int difficulty, String algorithm, byte @Nullable [] receipt) {
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(VALID).getEpochSecond());
    byte[] nonce = receipt == null ? new byte[NONCE_BYTES] : mark(receipt, expiresAt);
    if (receipt == null) {
      random.nextBytes(nonce);
    }
    byte[] body =
        ByteBuffer.allocate(BODY_BYTES)
            .putLong(expiresAt.getEpochSecond())
            .putInt(difficulty)
            .put(nonce)
            .array();
    byte[] signed =
        ByteBuffer.allocate(BODY_BYTES + 32).put(body).put(sign(body, expiresAt)).array();
    String challenge = StrictBase64.encoded(signed);
    return new WorkChallenge(challenge, algorithm, difficulty, expiresAt);
  }

  /// Whether this solves one of our challenges. A solution that is bound to nothing marks the
  /// challenge as used: no other receipt can use it, and whoever has waited is counted once.
  boolean accepts(WorkShown work) {
    WorkSolution proof = work.solution();
    if (proof == null || proof.solution().length() > LONGEST_SOLUTION) {
      return false;
    }
    Optional<Signed> signed = read(proof.challenge());
    if (signed.isEmpty()) {
      return false;
    }
    if (proof.solution().equals(WAITED)) {
      CallerKey caller = work.caller();
      return signed.get().isFor(work)
          && !clock.instant().isBefore(signed.get().begun().plus(WAIT))
          && isUsedBy(work, proof.challenge(), () -> caller != null && mayWait.test(caller));
    }
    String bound = work.boundTo();
    String between = bound == null ? ":" : ":" + bound + ":";
    byte[] hash =
        sha256((proof.challenge() + between + proof.solution()).getBytes(StandardCharsets.UTF_8));
    return leadingZeros(hash) >= signed.get().difficulty()
        && (bound != null || isUsedBy(work, proof.challenge(), () -> true));
  }

  /// Whether this receipt, and no other, has used the challenge, before or now.
  ///
  /// @param mayUse asked only if nobody has used it
  private boolean isUsedBy(WorkShown work, String challenge, BooleanSupplier mayUse) {
    byte[] user =
        used.asMap()
            .computeIfAbsent(challenge, unused -> mayUse.getAsBoolean() ? work.receipt() : null);
    return user != null && MessageDigest.isEqual(user, work.receipt());
  }

  private byte[] sign(byte[] body, Instant expiresAt) {
    return Derivation.hmac(key.get().ofHour(expiresAt), body);
  }

  /// The bytes of a challenge that are otherwise random. They show for which receipt it was made,
  /// whose sender may wait.
  private byte[] mark(byte[] receipt, Instant expiresAt) {
    byte[] marked =
        ByteBuffer.allocate(MARK.length + Long.BYTES + receipt.length)
            .put(MARK)
            .putLong(expiresAt.getEpochSecond())
            .put(receipt)
            .array();
    return Arrays.copyOf(Derivation.hmac(key.get().ofHour(expiresAt), marked), NONCE_BYTES);
  }

  /// A challenge that this service has signed and that has not expired.
  private final class Signed {

    private final Instant expiresAt;
    private final int difficulty;
    private final byte[] nonce;

    Signed(Instant expiresAt, int difficulty, byte[] nonce) {
      this.expiresAt = expiresAt;
      this.difficulty = difficulty;
      this.nonce = nonce;
    }

    Instant expiresAt() {
      return expiresAt;
    }

    /// When it was signed, by the clock of the node that did.
    Instant begun() {
      return expiresAt.minus(VALID);
    }

    int difficulty() {
      return difficulty;
    }

    /// Whether it was given to the sender of this receipt, who may wait.
    boolean isFor(WorkShown work) {
      return work.boundTo() == null
          && MessageDigest.isEqual(nonce, mark(work.receipt(), expiresAt));
    }
  }

  private Optional<Signed> read(String challenge) {
    byte[] signed = StrictBase64.decoded(challenge).orElse(new byte[0]);
    if (signed.length != BODY_BYTES + 32) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(signed, BODY_BYTES);
    byte[] tag = Arrays.copyOfRange(signed, BODY_BYTES, signed.length);
    ByteBuffer buffer = ByteBuffer.wrap(body);
    long expires = buffer.getLong();
    if (expires < 0 || expires > clock.instant().plus(VALID).getEpochSecond() + 60) {
      // No node signs that far ahead; the clocks of two nodes may differ by a minute.
      return Optional.empty();
    }
    Instant expiresAt = Instant.ofEpochSecond(expires);
    if (expiresAt.isBefore(clock.instant()) || !MessageDigest.isEqual(tag, sign(body, expiresAt))) {
      return Optional.empty();
    }
    int difficulty = buffer.getInt();
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    return Optional.of(new Signed(expiresAt, difficulty, nonce));
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
