package tw.shouwang.api.cases.retention;

import io.micronaut.context.env.Environment;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.StartRefused;

/// A log of erasures outside the database, so that they can be repeated in a restored backup before
/// anybody reads it. Each process has one append-only file, which is on the disk before anything is
/// erased. A line is a day, a receipt's hash, and the kind of erasure.
@Singleton
class ErasureLedger {

  /// The modification time of every ledger and of its folder, because the real time would reveal
  /// the second of the last erasure. A line reveals only the day.
  private static final FileTime DAY_ONE = FileTime.fromMillis(0);

  private final Path file;
  private @Nullable FileChannel channel;

  ErasureLedger(
      ErasureSettings settings,
      Environment environment,
      ProcessRoles roles,
      DataFolder dataFolder) {
    String directory = settings.directory();
    if (directory == null
        && roles.isPublic()
        && environment.getActiveNames().contains(Environments.PROD)) {
      throw new StartRefused(
          "In prod, erasures are written down outside the database: set"
              + " shouwang.erasures.directory to a folder that survives a restore.");
    }
    Path folder = directory == null ? dataFolder.resolve("erasures") : Path.of(directory);
    this.file = folder.resolve("erasures-" + UUID.randomUUID() + ".log");
  }

  /// The kind of erasure.
  enum Kind {
    /// Both wraps were deleted.
    ERASED,
    /// The sender's access ended; the centre's ends at the close, or some days later.
    WITHDRAWN
  }

  /// One line of a ledger.
  record Line(LocalDate day, byte[] hash, Kind kind) {}

  /// @throws UncheckedIOException if the line could not be written; then nothing may be erased
  synchronized void append(LocalDate day, List<ReceiptRow> receipts, Kind kind) {
    StringBuilder lines = new StringBuilder();
    for (ReceiptRow receipt : receipts) {
      String hash = HexFormat.of().formatHex(receipt.hash());
      lines.append(day).append(' ').append(hash).append(' ').append(kind).append('\n');
    }
    try {
      FileChannel open = open();
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      open.force(true);
      Files.setLastModifiedTime(file, DAY_ONE);
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledger could not be written", e);
    }
  }

  /// The folder of this node's ledgers, including those of earlier starts.
  Path folder() {
    return Objects.requireNonNull(file.getParent());
  }

  /// Passes on the lines of every ledger in a folder, in the order of each file. An incomplete last
  /// line is ignored, because its erasure was never confirmed.
  ///
  /// @throws StartRefused if a line is not a ledger line
  static void read(Path folder, Consumer<Line> taker) {
    try {
      for (Path ledger : files(folder)) {
        readOne(ledger, taker);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledgers could not be read", e);
    }
  }

  /// The ledgers in a folder; none if there is no such folder.
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> ledgers = Files.newDirectoryStream(folder, "erasures-*.log")) {
      ledgers.forEach(files::add);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledgers could not be read", e);
    }
  }

  /// Reads line by line, because a ledger grows for years.
  private static void readOne(Path ledger, Consumer<Line> taker) throws IOException {
    boolean ended = endsALine(ledger);
    try (BufferedReader reader = Files.newBufferedReader(ledger, StandardCharsets.US_ASCII)) {
      String text = reader.readLine();
      while (text != null) {
        String next = reader.readLine();
        if (next != null || ended) {
          taker.accept(line(text));
        }
        text = next;
      }
    }
  }

  private static boolean endsALine(Path ledger) throws IOException {
    try (FileChannel read = FileChannel.open(ledger)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return read.size() > 0 && read.read(last, read.size() - 1) == 1 && last.get(0) == '\n';
    }
  }

  private static Line line(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return new Line(
          LocalDate.parse(parts[0]), HexFormat.of().parseHex(parts[1]), Kind.valueOf(parts[2]));
    } catch (RuntimeException e) {
      throw new StartRefused("A line of an erasure ledger is damaged; nothing was replayed.", e);
    }
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      Path folder = folder();
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      // The folder's real time would reveal the second of this process's first erasure.
      Files.setLastModifiedTime(folder, DAY_ONE);
    }
    return channel;
  }

  @PreDestroy
  synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
