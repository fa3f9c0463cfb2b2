package tw.shouwang.api.intake.audit;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Hashes;

/// Chains each line of a trail to the previous one by an HMAC, and signs the last line.
///
/// The keys are derived from the audit key, which only the staff role has. So somebody who can only
/// write the database can break the chain but cannot repair it. Somebody who also has the key can
/// recompute it, but then it contradicts the signed heads in the logs.
@Singleton
@Requires(condition = InStaffProcess.class)
class AuditChain {

  private static final String KEY = "audit.private.key";
  private static final String ENTRY = "shouwang/1 audit-entry";
  private static final String HEAD = "shouwang/1 audit-head";

  private final Supplier<Keys> keys;

  private record Keys(byte[] chain, Ed25519Sign.KeyPair signing) {

    static Keys of(byte[] key) {
      try {
        return new Keys(
            Derivation.derive(key, "audit-chain", 32),
            Ed25519Sign.KeyPair.newKeyPairFromSeed(Derivation.derive(key, "audit-head", 32)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Ed25519 failed to make a key", e);
      }
    }
  }

  AuditChain(KeyFiles files) {
    this.keys = files.held(KEY, Keys::of);
  }

  /// The line as the successor of the head. Its time is cut to microseconds, PostgreSQL's
  /// resolution.
  AuditEntry next(AuditHead head, AuditEntry draft) {
    AuditEntry numbered =
        new AuditEntry(
            head.centre(),
            head.number() + 1,
            draft.worker(),
            draft.action(),
            draft.caseId(),
            draft.happenedAt().truncatedTo(ChronoUnit.MICROS),
            new byte[0]);
    return new AuditEntry(
        numbered.centre(),
        numbered.number(),
        numbered.worker(),
        numbered.action(),
        numbered.caseId(),
        numbered.happenedAt(),
        hash(head.hash(), numbered));
  }

  boolean follows(AuditHead head, AuditEntry entry) {
    return MessageDigest.isEqual(hash(head.hash(), entry), entry.hash());
  }

  SignedHead sign(AuditHead head, LocalDate day) {
    try {
      byte[] signature =
          new Ed25519Sign(keys.get().signing.getPrivateKey()).sign(signedBytes(head, day));
      return new SignedHead(head.centre(), day, head.number(), head.hash(), signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  boolean isSigned(SignedHead head) {
    try {
      new Ed25519Verify(keys.get().signing.getPublicKey())
          .verify(head.signature(), signedBytes(head.head(), head.signedOn()));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] hash(byte[] before, AuditEntry entry) {
    Object caseId = entry.caseId() == null ? "" : entry.caseId();
    return Hashes.hmac(
        keys.get().chain,
        canonical(
            ENTRY,
            before,
            entry.centre(),
            entry.number(),
            entry.worker(),
            entry.action(),
            caseId,
            micros(entry.happenedAt())));
  }

  private static byte[] signedBytes(AuditHead head, LocalDate day) {
    return canonical(HEAD, head.hash(), head.centre(), head.number(), day);
  }

  /// The bytes of a line: every field is preceded by its length, so that different lines never give
  /// the same bytes.
  private static byte[] canonical(String label, byte[] hash, Object... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(label);
      out.write(hash);
      for (Object field : fields) {
        byte[] value = field.toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(value.length);
        out.write(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
