package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.StartRefused;

/// O2, O3: nodes of one service whose keys are not the same, as in `prod`, where a node makes none
/// but the week's storage key.
@MicronautTest(transactional = false)
class KeyFingerprintsIT implements EmbeddedTest {

  private static final String LINK = "link.key";

  @Inject KeyFingerprintRepository noted;
  @Inject CommandsBeside commands;

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-26T04:00:00Z"));

  @BeforeEach
  void noNodeHasStarted() {
    noted.findAll().forEach(each -> noted.forget(each.name()));
  }

  /// O3: another key of the same name is told before anything is lost by it.
  @Test
  void aNodeWithAnotherKeyDoesNotStart() throws IOException {
    Node one = new Node("one");
    one.files.create(LINK, one.files.random());
    one.files.create("pepper.key", one.files.random());
    one.fingerprints.setUp();
    one.fingerprints.setUp();

    Node other = new Node("other");
    copy(one, other, "pepper.key");
    other.files.create(LINK, other.files.random());
    assertThatThrownBy(other.fingerprints::setUp)
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("link.key in shouwang.keys.directory: the other nodes use another");
    assertThat(other.fingerprints.others()).containsExactly(LINK);
    assertThat(one.fingerprints.others()).isEmpty();

    copy(one, other, LINK);
    other.again().fingerprints.setUp();
  }

  /// What the database holds tells nothing of a key, and not even that two names have the same one.
  @Test
  void aFingerprintIsOfOneNameAlone() {
    Node one = new Node("one");
    byte[] key = one.files.random();
    one.files.create(LINK, key);
    one.files.create("token.key", key);
    one.fingerprints.setUp();
    assertThat(noted.findAll())
        .hasSize(2)
        .extracting(row -> row.fingerprint())
        .doesNotHaveDuplicates()
        .doesNotContain(key);
  }

  /// O2: node two has a copy of the folder and not the folder itself. At the turn of the week it
  /// makes another key than node one, and nobody could read what it seals with it.
  @Test
  void sealsWithNoKeyThatOnlyOneNodeHas() throws IOException {
    Node one = new Node("one");
    StorageKeys.Week shared = first(one);
    one.fingerprints.setUp();
    Node two = new Node("two");
    copy(one, two, StorageKeys.PREFIX + shared.number() + StorageKeys.SUFFIX);
    two.fingerprints.setUp();
    assertThat(two.storage.current().key()).isEqualTo(shared.key());

    now.set(now.get().plus(Duration.ofDays(7)));
    StorageKeys.Week next = one.storage.current();
    assertThat(next.number()).isEqualTo(shared.number() + 1);
    assertThat(two.storage.current().number()).isEqualTo(shared.number());
    assertThat(two.storage.isShared()).isFalse();
    assertThat(one.storage.isShared()).isTrue();
    assertThatThrownBy(two.again().fingerprints::setUp).isInstanceOf(StartRefused.class);

    copy(one, two, StorageKeys.PREFIX + next.number() + StorageKeys.SUFFIX);
    assertThat(two.storage.current().key()).isEqualTo(next.key());
    assertThat(two.storage.isShared()).isTrue();
  }

  /// O2: a key that only other nodes have is named, until a node destroys it for all.
  @Test
  void namesTheKeysThatOnlyOtherNodesHave() throws IOException {
    Node one = new Node("one");
    StorageKeys.Week first = first(one);
    Node two = new Node("two");
    copy(one, two, StorageKeys.PREFIX + first.number() + StorageKeys.SUFFIX);
    now.set(now.get().plus(Duration.ofDays(7)));
    String next = StorageKeys.PREFIX + one.storage.current().number() + StorageKeys.SUFFIX;
    assertThat(two.fingerprints.missing()).containsExactly(next);
    assertThat(one.fingerprints.missing()).isEmpty();
    one.storage.destroy(first.number() + 1);
    assertThat(two.fingerprints.missing()).isEmpty();
  }

  /// An operator who replaces a key on purpose says so.
  @Test
  void acceptsAnotherKeyByCommand() {
    String another = "vapid.key";
    noted.note(another, new byte[32], LocalDate.of(2026, 11, 1));
    assertThat(commands.run("check").said())
        .containsPattern("wrong +keys +vapid.key in shouwang.keys.directory: the other nodes");
    assertThat(commands.run("keys", "accept", another).said()).contains("vapid.key accepted");
    assertThat(commands.run("check").said()).contains("The keys are those of the other nodes.");
    assertThat(commands.run("keys", "accept", "vapd.key").status()).isEqualTo(2);
  }

  private StorageKeys.Week first(Node node) {
    int week = new StorageKeys(node.files, now::get).makeCurrent();
    StorageKeys.Week current = node.storage.current();
    assertThat(current.number()).isEqualTo(week);
    return current;
  }

  private static void copy(Node from, Node to, String name) throws IOException {
    Files.createDirectories(to.folder);
    Files.copy(
        from.folder.resolve(name),
        to.folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private final class Node {

    final Path folder;
    final KeyFiles files;
    final KeyFingerprints fingerprints;
    final StorageKeys storage;

    Node(String name) {
      this.folder = KeyFingerprintsIT.this.folder.resolve(name);
      this.files = new KeyFiles(folder, false, new SecureRandom());
      this.fingerprints = new KeyFingerprints(files, noted, now::get);
      this.storage = new StorageKeys(files, now::get, () -> fingerprints);
    }

    /// After a restart.
    Node again() {
      return new Node(String.valueOf(folder.getFileName()));
    }
  }
}
