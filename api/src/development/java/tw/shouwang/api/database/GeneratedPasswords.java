package tw.shouwang.api.database;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// The passwords of the embedded server's roles: generated once, in a file that only the process's
/// owner can read.
final class GeneratedPasswords {

  private static final int BYTES = 24;

  private final Path file;
  private final Properties byUser;
  private final SecureRandom random;

  private GeneratedPasswords(Path file, Properties byUser, SecureRandom random) {
    this.file = file;
    this.byUser = byUser;
    this.random = random;
  }

  static GeneratedPasswords in(Path folder, SecureRandom random) {
    Path file = folder.resolve("passwords.properties");
    Properties byUser = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        byUser.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new GeneratedPasswords(file, byUser, random);
  }

  synchronized String of(String user) {
    String kept = byUser.getProperty(user);
    if (kept != null) {
      return kept;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String made = HexFormat.of().formatHex(bytes);
    byUser.setProperty(user, made);
    save();
    return made;
  }

  /// A short-lived file with one password, for `initdb`.
  Path fileOf(String user) throws IOException {
    Path passwordFile = ownerOnly(file.resolveSibling("initdb-password"));
    return Files.writeString(passwordFile, of(user), StandardCharsets.US_ASCII);
  }

  private void save() {
    try (Writer writer = Files.newBufferedWriter(ownerOnly(file))) {
      byUser.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ownerOnly(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path);
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
    return path;
  }
}
