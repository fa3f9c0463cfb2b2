package tw.shouwang.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.process.StartRefused;

class KeyFilesTest {

  @TempDir Path folder;

  @Test
  void makesAMissingKeyOnceAndForTheOwnerAlone() throws IOException {
    byte[] made = development().secret("pepper.key");
    assertThat(made).hasSize(32).isEqualTo(development().secret("pepper.key"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pepper())))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesToStartWithoutAKeyInProduction() {
    assertThatThrownBy(() -> production().secret("pepper.key"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("pepper.key");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws IOException {
    development().secret("pepper.key");
    Files.setPosixFilePermissions(pepper(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> development().secret("pepper.key"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("600");
  }

  @Test
  void refusesAKeyThatWasCutShort() throws IOException {
    for (String left : new String[] {"", "\n", "AAAA"}) {
      development().destroy("pepper.key");
      development().secret("pepper.key");
      Files.writeString(pepper(), left);
      assertThatThrownBy(() -> development().secret("pepper.key"))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("pepper.key in shouwang.keys.directory holds");
    }
  }

  @Test
  void leavesTheKeyOfAFasterProcessInPlace() {
    KeyFiles files = development();
    assertThat(files.create("storage-1.key", files.random())).isTrue();
    byte[] first = files.find("storage-1.key").orElseThrow();
    assertThat(files.create("storage-1.key", files.random())).isFalse();
    assertThat(files.find("storage-1.key")).hasValueSatisfying(k -> assertThat(k).isEqualTo(first));
    assertThat(files.names("storage-", ".key")).containsExactly("storage-1.key");
  }

  @Test
  void destroysAKeyForGood() {
    KeyFiles files = development();
    files.secret("storage-1.key");
    files.destroy("storage-1.key");
    assertThat(files.find("storage-1.key")).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  /// W22: a failed replacement of a key left a temporary file with the new key.
  @Test
  void leavesNoDraftOfAKeyThatCouldNotBeReplaced() throws IOException {
    KeyFiles files = development();
    Path inTheWay = Files.createDirectories(folder.resolve("storage-1.key").resolve("in the way"));

    assertThatThrownBy(() -> files.replace("storage-1.key", files.random()))
        .isInstanceOf(UncheckedIOException.class);

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(inTheWay.getParent());
    }
  }

  private Path pepper() {
    return folder.resolve("pepper.key");
  }

  private KeyFiles development() {
    return new KeyFiles(folder, true, new SecureRandom());
  }

  private KeyFiles production() {
    return new KeyFiles(folder, false, new SecureRandom());
  }
}
