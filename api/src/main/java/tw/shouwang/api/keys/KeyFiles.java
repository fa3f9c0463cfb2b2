package tw.shouwang.api.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.foundation.EitherBase64;

/// A folder of secrets: one key per file, base64 on one line, readable by the owner only.
///
/// A file that other users can read is refused. A write is atomic and is on disk before it returns,
/// so that nothing is sealed with a key that a power cut could lose.
public final class KeyFiles {

  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;
  private final boolean makesMissing;
  private final SecureRandom random;
  private final boolean command;

  public KeyFiles(Path folder, boolean makesMissing, SecureRandom random) {
    this(folder, makesMissing, random, false);
  }

  /// @param command whether this is an operator's command, which may be the one that makes the keys
  KeyFiles(Path folder, boolean makesMissing, SecureRandom random, boolean command) {
    this.folder = folder;
    this.makesMissing = makesMissing;
    this.random = random;
    this.command = command;
  }

  /// Whether missing keys may be made, as in development.
  public boolean makesMissing() {
    return makesMissing;
  }

  /// A required random key of 32 bytes.
  ///
  /// @throws StartRefused in `prod` if it is missing; everywhere if it has another length, because
  ///   a shortened or empty key would work without any error
  public byte[] secret(String name) {
    byte[] key = required(name, this::random);
    if (key.length != KEY_BYTES) {
      throw new StartRefused(
          "The key file "
              + name
              + " in shouwang.keys.directory holds "
              + key.length
              + " bytes and not 32. Restore it from its backup.");
    }
    return key;
  }

  /// A lazily made value of a required key. Serving processes load it at boot and refuse to start
  /// without it; a command loads it on first use.
  public <T> Supplier<T> held(String name, Function<byte[], T> use) {
    Supplier<T> held =
        new Supplier<>() {
          private @Nullable T made;

          @Override
          public synchronized T get() {
            T known = made;
            if (known == null) {
              known = use.apply(secret(name));
              made = known;
            }
            return known;
          }
        };
    if (!command) {
      var _ = held.get();
    }
    return held;
  }

  /// A required key. If it is missing and may be made, `make` makes it.
  public byte[] required(String name, Supplier<byte[]> make) {
    Optional<byte[]> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    if (!makesMissing) {
      throw new StartRefused(
          "The key file "
              + name
              + " is missing in shouwang.keys.directory; the command `keys --help`"
              + " says how to make it. Restore it from its backup if this service has run before.");
    }
    create(name, make.get());
    return find(name).orElseThrow();
  }

  public Optional<byte[]> find(String name) {
    Path file = folder.resolve(name);
    try {
      refuseIfOpenToOthers(file);
      return Optional.of(EitherBase64.decoded(Files.readString(file).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new StartRefused(
          "The key file "
              + name
              + " in shouwang.keys.directory may not be read by this user; it has to belong to it.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "The key file " + name + " in shouwang.keys.directory is not one line of base64.", e);
    }
  }

  /// Writes a new key. If another process was faster, its key stays.
  ///
  /// @return whether the stored key is the given one
  public boolean create(String name, byte[] key) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name);
      Path draft = Files.createTempFile(folder, "." + name, ".new");
      try {
        if (isPosix()) {
          Files.setPosixFilePermissions(draft, OWNER);
        }
        Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
        force(draft);
        // Creating a link, unlike a move, fails if the name exists.
        Files.createLink(file, draft);
        force(folder);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Overwrites an existing key.
  public void replace(String name, byte[] key) {
    try {
      Path draft = Files.createTempFile(folder, "." + name, ".new");
      try {
        if (isPosix()) {
          Files.setPosixFilePermissions(draft, OWNER);
        }
        Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
        force(draft);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(folder);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a key. Copies on the disk's free blocks and in snapshots are the operator's
  /// responsibility.
  public void destroy(String name) {
    Path file = folder.resolve(name);
    try {
      if (Files.exists(file)) {
        byte[] zeros = "0".repeat((int) Files.size(file)).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, zeros, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.delete(file);
        force(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The names of the keys with this prefix and suffix, in alphabetical order.
  public List<String> names(String prefix, String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .filter(name -> name.startsWith(prefix) && name.endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] random() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  private static void refuseIfOpenToOthers(Path file) throws IOException {
    if (isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new StartRefused(
          "The key file "
              + file.getFileName()
              + " in shouwang.keys.directory has the mode "
              + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
              + "; set it to 600.");
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
