package tw.shouwang.api.directory.snapshot;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.foundation.Alarm;

/// The last directory that this node read, on its own disk, for a start while PostgreSQL is
/// unavailable.
///
/// A copy is complete or does not exist: it is written to another file and then renamed. An
/// unreadable copy is set aside with a warning and never prevents a start.
@Singleton
public class SavedSnapshot {

  private static final Logger LOG = LoggerFactory.getLogger(SavedSnapshot.class);
  private static final String NAME = "directory.json.gz";

  private final JsonMapper json;
  private final DataFolder dataFolder;
  private final DirectorySettings settings;
  private final Alarm alarm;

  SavedSnapshot(
      JsonMapper json, DataFolder dataFolder, DirectorySettings settings, InstantSource clock) {
    this.json = json;
    this.dataFolder = dataFolder;
    this.settings = settings;
    this.alarm = new Alarm(LOG, clock);
  }

  public Optional<DirectoryDocument> read() {
    Path file = path();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
      DirectoryDocument document = json.readValue(stream, DirectoryDocument.class);
      return Optional.ofNullable(document);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the saved directory cannot be read and is not used", e);
      return Optional.empty();
    }
  }

  public void write(DirectoryDocument document) {
    try {
      Path folder = folder();
      Path beside = Files.createTempFile(folder, "directory", ".tmp");
      try {
        write(document, beside);
        Files.move(
            beside,
            folder.resolve(NAME),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      alarm.warn("the directory could not be saved to disk", e);
    }
  }

  /// Writes the bytes to disk before the rename, so that a power cut leaves either the old or the
  /// new copy.
  private void write(DirectoryDocument document, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream stream = new GZIPOutputStream(packed)) {
        json.writeValue(stream, document);
      }
      ByteBuffer bytes = ByteBuffer.wrap(packed.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private Path path() {
    return settings.folder() == null
        ? dataFolder.resolve("directory").resolve(NAME)
        : Path.of(settings.folder()).resolve(NAME);
  }

  private Path folder() throws IOException {
    return settings.folder() == null
        ? dataFolder.folder("directory")
        : Files.createDirectories(Path.of(settings.folder()));
  }
}
