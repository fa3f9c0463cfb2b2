package tw.shouwang.api.directory.snapshot;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.process.DataFolder;

/// The last directory this node read, on its own disk, for a start while PostgreSQL is away.
///
/// A copy is complete or not there: it is written beside and moved into place. One that cannot be
/// read is set aside with a warning and never keeps a node from starting.
@Singleton
public class SavedSnapshot {

  private static final Logger LOG = LoggerFactory.getLogger(SavedSnapshot.class);
  private static final String NAME = "directory.json.gz";

  private final JsonMapper json;
  private final DataFolder dataFolder;
  private final DirectorySettings settings;

  SavedSnapshot(JsonMapper json, DataFolder dataFolder, DirectorySettings settings) {
    this.json = json;
    this.dataFolder = dataFolder;
    this.settings = settings;
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
      try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(beside))) {
        json.writeValue(stream, document);
      }
      Files.move(
          beside,
          folder.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("the directory could not be saved to disk", e);
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
