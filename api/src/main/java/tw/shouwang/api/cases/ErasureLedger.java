package tw.shouwang.api.cases;

import io.micronaut.context.env.Environment;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.StartRefused;

/// Remembers erasures outside the database, so that a restored backup can be made to forget again
/// before anybody reads it. One file a process, only ever appended to, on the disk before anything
/// is erased. A line is a day and a receipt's hash.
@Singleton
class ErasureLedger {

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

  /// @throws UncheckedIOException when it could not be written; nothing may be erased then
  synchronized void append(LocalDate day, List<ReceiptRow> receipts) {
    StringBuilder lines = new StringBuilder();
    for (ReceiptRow receipt : receipts) {
      String hash = HexFormat.of().formatHex(receipt.hash());
      lines.append(day).append(' ').append(hash).append('\n');
    }
    try {
      FileChannel open = open();
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      open.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledger could not be written", e);
    }
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      Files.createDirectories(file.getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
