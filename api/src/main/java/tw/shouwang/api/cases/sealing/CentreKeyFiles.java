package tw.shouwang.api.cases.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.google.crypto.tink.subtle.Ed25519Sign;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentrePrivateKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.foundation.EitherBase64;

/// The file names of a centre's keys in the key folder, and how new keys are made.
@Singleton
public class CentreKeyFiles {

  /// The name of the key pair that signs posters, in place of a centre's code.
  public static final String SITE = "site";

  private static final int KEY_BYTES = 32;

  private final Cache<CentreWrap.Recipient, CentrePrivateKey> openers =
      Caffeine.newBuilder()
          .maximumSize(100)
          .expireAfterWrite(Duration.ofSeconds(10))
          // Drops expired keys in time even if no case is opened any more.
          .scheduler(Scheduler.systemScheduler())
          .build();
  private final KeyFiles files;
  private final CentreKeySettings settings;
  private final CentreAnchors anchors;

  public CentreKeyFiles(KeyFiles files, CentreKeySettings settings, CentreAnchors anchors) {
    this.files = files;
    this.settings = settings;
    this.anchors = anchors;
  }

  /// The public halves with which a centre's keysets may be signed: from the settings, or from its
  /// verification file, or where the signing key itself is. Empty if nobody has told this node of
  /// the centre; the database alone never does.
  List<byte[]> trusted(String centre) {
    String set = settings.verification().get(centre);
    if (set != null) {
      return List.of(decoded(centre, set.strip()));
    }
    Optional<CentreAnchor> anchor = anchors.of(centre);
    if (anchor.isPresent()) {
      return anchor.get().keys();
    }
    return isToldOf(centre)
        ? List.of(files.find(verificationName(centre)).orElseGet(() -> makeSigning(centre)))
        : List.of();
  }

  /// Whether this node knows a key of the centre.
  boolean isToldOf(String centre) {
    return settings.verification().containsKey(centre)
        || anchors.of(centre).isPresent()
        || files.makesMissing()
        || files.find(signingName(centre)).isPresent();
  }

  /// The public half of a key without which this node does not start.
  public byte[] verification(String centre) {
    String set = settings.verification().get(centre);
    if (set != null) {
      return decoded(centre, set.strip());
    }
    if (!files.makesMissing()) {
      throw new StartRefused(
          "shouwang.centre-keys.verification."
              + centre
              + " is not set: without the public half of the centre's signing key nobody could"
              + " tell its keysets from a forger's. `keys make-signing "
              + centre
              + "` prints it.");
    }
    return files.find(verificationName(centre)).orElseGet(() -> makeSigning(centre));
  }

  private static byte[] decoded(String centre, String set) {
    try {
      return decoded(set);
    } catch (IllegalArgumentException e) {
      // The refusal does not repeat the setting's value.
      throw new StartRefused(
          "shouwang.centre-keys.verification."
              + centre
              + " is no public key: set it to what `keys make-signing "
              + centre
              + "` prints.");
    }
  }

  /// @throws IllegalArgumentException if it is no key
  static byte[] decoded(String base64) {
    byte[] key = EitherBase64.decoded(base64);
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("it names a key of %d bytes".formatted(key.length));
    }
    return key;
  }

  /// Checks that the public key in the settings or the verification file accepts what this node's
  /// signing key signs.
  ///
  /// @throws StartRefused if it does not
  void refuseUnlessTaken(CentreKey signed) {
    if (trusted(signed.centre()).stream().noneMatch(signed::isSignedBy)) {
      throw new StartRefused(
          "The key file "
              + signingName(signed.centre())
              + " in shouwang.keys.directory is not the one whose public half is set as"
              + " shouwang.centre-keys.verification."
              + signed.centre()
              + ": no node would seal for what it signs. A verification file in"
              + " shouwang.centre-keys.directory counts likewise.");
    }
  }

  /// The key that signs a centre's keysets; staff role only.
  public byte[] signing(String centre) {
    return files
        .find(signingName(centre))
        .orElseGet(() -> {
          if (!files.makesMissing()) {
            throw new StartRefused(
                "The key file " + signingName(centre) + " is missing in shouwang.keys.directory.");
          }
          makeSigning(centre);
          return files.find(signingName(centre)).orElseThrow();
        });
  }

  /// Makes a signing key if there is none.
  ///
  /// @return its public half
  byte[] makeSigning(String centre) {
    return makeSigning(files, centre);
  }

  static byte[] makeSigning(KeyFiles files, String centre) {
    try {
      Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPair();
      if (files.create(signingName(centre), pair.getPrivateKey())) {
        files.create(verificationName(centre), pair.getPublicKey());
      }
      return files.find(verificationName(centre)).orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to make a key", e);
    }
  }

  Optional<byte[]> privateKey(String centre, int generation) {
    return files.find(privateName(centre, generation));
  }

  /// The private half of a generation, ready to open wraps. It is kept ready for some seconds,
  /// because the first look opens many cases one after another. The file is asked for each time,
  /// because the operator's command destroys it in another process.
  Optional<CentrePrivateKey> opener(String centre, int generation) {
    CentreWrap.Recipient named = new CentreWrap.Recipient(centre, generation);
    Optional<byte[]> there = privateKey(centre, generation);
    if (there.isEmpty()) {
      openers.invalidate(named);
    }
    return there.map(bytes -> openers.get(named, _ -> new CentrePrivateKey(bytes)));
  }

  /// The highest number of a private generation in the key folder, or 0.
  int newestPrivate(String centre) {
    String prefix = "centre-" + centre + "-";
    return files.names(prefix, ".private.key").stream()
        .map(name -> name.substring(prefix.length(), name.length() - ".private.key".length()))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  void keepPrivate(String centre, int generation, byte[] privateKey) {
    if (!files.create(privateName(centre, generation), privateKey)) {
      throw new IllegalStateException("generation " + generation + " is there already");
    }
  }

  void destroyPrivate(String centre, int generation) {
    files.destroy(privateName(centre, generation));
    openers.invalidate(new CentreWrap.Recipient(centre, generation));
  }

  private static String privateName(String centre, int generation) {
    return "centre-%s-%05d.private.key".formatted(centre, generation);
  }

  private static String signingName(String centre) {
    return "signing-" + centre + ".private.key";
  }

  private static String verificationName(String centre) {
    return "signing-" + centre + ".public.key";
  }
}
