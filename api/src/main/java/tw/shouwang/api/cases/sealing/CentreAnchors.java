package tw.shouwang.api.cases.sealing;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;

/// The verification files of centres, in a folder that only the operator writes: one file
/// `<code>.json` for each centre, read again with every look at the published keys.
///
/// A file that is damaged leaves what was read from it before. A file that is gone takes the trust
/// in its centre away.
@Singleton
public class CentreAnchors {

  private static final Logger LOG = LoggerFactory.getLogger(CentreAnchors.class);
  private static final String SUFFIX = ".json";
  private static final int LONGEST_BYTES = 64 * 1024;

  private final @Nullable Path folder;
  private final JsonMapper json;
  private final Alarm alarm;
  private volatile Map<String, CentreAnchor> known = Map.of();

  public CentreAnchors(CentreKeySettings settings, JsonMapper json, InstantSource clock) {
    String directory = settings.directory();
    this.folder = directory == null ? null : Path.of(directory);
    this.json = json;
    this.alarm = new Alarm(LOG, clock);
    refresh();
  }

  Optional<CentreAnchor> of(String centre) {
    return Optional.ofNullable(known.get(centre));
  }

  final synchronized void refresh() {
    if (folder == null) {
      return;
    }
    Map<String, CentreAnchor> read = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String centre = name.substring(0, name.length() - SUFFIX.length());
        try {
          read.put(centre, read(file, centre));
        } catch (IOException | RuntimeException e) {
          alarm.raise(
              "the verification file {} in shouwang.centre-keys.directory cannot be used: {}",
              name,
              e instanceof AccessDeniedException
                  ? "this process's user may not read it"
                  : e.getMessage());
          of(centre).ifPresent(before -> read.put(centre, before));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      alarm.raise("shouwang.centre-keys.directory is no folder");
      return;
    } catch (IOException | DirectoryIteratorException e) {
      alarm.raise("shouwang.centre-keys.directory cannot be read");
      return;
    }
    known = Map.copyOf(read);
  }

  private CentreAnchor read(Path file, String centre) throws IOException {
    byte[] bytes = bytes(file);
    CentreAnchor anchor;
    try {
      anchor = json.readValue(bytes, CentreAnchor.class);
    } catch (IOException e) {
      throw new IOException("it is no verification file", e);
    }
    if (anchor == null || !anchor.code().equals(centre)) {
      throw new IOException("it is another centre's");
    }
    if (anchor.keys().isEmpty() || anchor.counties().isEmpty()) {
      throw new IOException("it names no county");
    }
    return anchor;
  }

  /// Follows symbolic links, which mounted folders use for their files. Limits the bytes itself,
  /// because the size that the file system reports need not be true: a device has none, and a pipe
  /// never ends.
  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
      if (bytes.length > LONGEST_BYTES) {
        throw new IOException("it is too long");
      }
      return bytes;
    }
  }
}
