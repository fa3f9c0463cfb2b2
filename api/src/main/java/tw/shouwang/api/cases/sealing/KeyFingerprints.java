package tw.shouwang.api.cases.sealing;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.Derivation;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.process.StartRefused;

/// Compares the keys of this node with those that the other nodes use, by their fingerprints in the
/// database. A node with a key folder of its own stores what no other node can read.
///
/// In `prod` such a node does not start. In development, where keys are made as they are needed,
/// there is a warning.
@Singleton
public class KeyFingerprints implements DatabaseSetup {

  private static final Logger LOG = LoggerFactory.getLogger(KeyFingerprints.class);

  private static final String PURPOSE = "key fingerprint ";
  private static final int BYTES = 32;

  /// Compared by their public halves: generations of a centre in its keyset, and the keys that sign
  /// them in the verification files.
  private static final List<String> COMPARED_ELSEWHERE = List.of("centre-", "signing-");

  private final KeyFiles files;
  private final KeyFingerprintRepository noted;
  private final InstantSource clock;
  private final Map<String, byte[]> same = new ConcurrentHashMap<>();

  KeyFingerprints(KeyFiles files, KeyFingerprintRepository noted, InstantSource clock) {
    this.files = files;
    this.noted = noted;
    this.clock = clock;
  }

  /// Runs before every setup that uses a key.
  @Override
  public int order() {
    return 0;
  }

  @Override
  public void setUp() {
    Set<String> others = others();
    Set<String> known = known().keySet();
    for (String name : names()) {
      if (!known.contains(name) && !isShared(name, read(name))) {
        others.add(name);
      }
    }
    if (!others.isEmpty()) {
      String sentence = ofOthers(others);
      if (!files.makesMissing()) {
        throw new StartRefused(sentence);
      }
      LOG.warn("{}", sentence);
    }
    Set<String> missing = missing();
    if (!missing.isEmpty()) {
      LOG.warn("{}", ofMissing(missing));
    }
  }

  /// Whether a key is the one that all nodes use. The first node that asks decides.
  boolean isShared(String name, byte[] key) {
    byte[] fingerprint = of(name, key);
    if (Arrays.equals(same.get(name), fingerprint)) {
      return true;
    }
    Optional<KeyFingerprintRow> before = noted.findByName(name);
    if (before.isPresent()) {
      boolean shared = Arrays.equals(before.get().fingerprint(), fingerprint);
      if (shared) {
        same.put(name, fingerprint);
      }
      return shared;
    }
    // The noted fingerprint is not cached: the caller's transaction may still be rolled back, and
    // then another node decides.
    noted.note(name, fingerprint, CoarseTime.dayOf(clock.instant()));
    return noted
        .findByName(name)
        .map(row -> Arrays.equals(row.fingerprint(), fingerprint))
        .orElse(false);
  }

  /// The names of the keys here that differ from those of the other nodes. Notes nothing.
  Set<String> others() {
    Map<String, byte[]> known = known();
    Set<String> others = new TreeSet<>();
    for (String name : names()) {
      byte[] used = known.get(name);
      if (used != null && !Arrays.equals(used, of(name, read(name)))) {
        others.add(name);
      }
    }
    return others;
  }

  /// The weeks' storage keys that other nodes use and that are not here, if this node uses any.
  Set<String> missing() {
    Set<String> here = new HashSet<>(files.names(StorageKeys.PREFIX, StorageKeys.SUFFIX));
    if (here.isEmpty()) {
      return Set.of();
    }
    return known().keySet().stream()
        .filter(name -> name.startsWith(StorageKeys.PREFIX) && !here.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Forgets a key that is destroyed, or that an operator has replaced on purpose.
  void forget(String name) {
    same.remove(name);
    noted.forget(name);
  }

  static String ofOthers(Set<String> names) {
    return "%s in shouwang.keys.directory: the other nodes use another key. All nodes of a role share their keys; copy those of a node that runs. Where a key was replaced on purpose on all nodes, run `keys accept NAME`."
        .formatted(String.join(", ", names));
  }

  static String ofMissing(Set<String> names) {
    return "%s: other nodes use it, and it is not in shouwang.keys.directory. All public nodes share one folder of keys; cases stored with this key cannot be shown here."
        .formatted(String.join(", ", names));
  }

  private List<String> names() {
    return files.names("", ".key").stream()
        .filter(name -> COMPARED_ELSEWHERE.stream().noneMatch(name::startsWith))
        .toList();
  }

  /// A damaged file is reported as damaged, and not as another key.
  private byte[] read(String name) {
    boolean random =
        KeysCommand.PUBLIC_ROLE.contains(name)
            || KeysCommand.STAFF_ROLE.contains(name)
            || name.startsWith(StorageKeys.PREFIX);
    return random ? files.secret(name) : files.find(name).orElseThrow();
  }

  private Map<String, byte[]> known() {
    return noted.findAll().stream()
        .collect(Collectors.toMap(KeyFingerprintRow::name, KeyFingerprintRow::fingerprint));
  }

  private static byte[] of(String name, byte[] key) {
    return Derivation.derive(key, PURPOSE + name, BYTES);
  }

  /// Checks whether the keys here are those of the other nodes.
  @Singleton
  static final class Check implements SetupCheck {

    private final Provider<KeyFingerprints> fingerprints;

    /// @param fingerprints provided on first use, because they open the database
    Check(Provider<KeyFingerprints> fingerprints) {
      this.fingerprints = fingerprints;
    }

    @Override
    public String topic() {
      return "keys";
    }

    /// A start compares them by itself, once the database is available.
    @Override
    public boolean atStart() {
      return false;
    }

    @Override
    public List<SetupFinding> look() {
      Set<String> others = fingerprints.get().others();
      if (!others.isEmpty()) {
        return List.of(found(Level.WRONG, ofOthers(others)));
      }
      Set<String> missing = fingerprints.get().missing();
      return List.of(
          missing.isEmpty()
              ? found(Level.OK, "The keys are those of the other nodes.")
              : found(Level.WEAK, ofMissing(missing)));
    }
  }
}
