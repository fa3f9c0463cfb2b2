package tw.shouwang.api.process;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder with this node's own data (`shouwang.data.directory`, default `data`): the embedded
/// database, development keys, the last snapshot of the directory. Only the process's owner can
/// read it.
@Singleton
public final class DataFolder {

  private static final String SETTING = "shouwang.data.directory";
  private static final String DEFAULT = "data";

  private final Path root;

  public DataFolder(@Property(name = SETTING, defaultValue = DEFAULT) String root) {
    this.root = Path.of(root).toAbsolutePath().normalize();
  }

  /// The folder of a process with these settings.
  public static DataFolder of(PropertyResolver settings) {
    return new DataFolder(settings.getProperty(SETTING, String.class).orElse(DEFAULT));
  }

  /// The path of an entry in the folder. Nothing is created.
  public Path resolve(String name) {
    return root.resolve(name);
  }

  /// A folder within the folder; created if missing.
  public Path folder(String name) {
    try {
      Files.createDirectories(root, ownerOnly());
      return Files.createDirectories(root.resolve(name), ownerOnly());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
