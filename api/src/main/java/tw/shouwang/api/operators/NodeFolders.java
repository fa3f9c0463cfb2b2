package tw.shouwang.api.operators;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.ProcessRoles;

/// The folders that this node writes to: those of its data, its keys and its ledger of erasures.
/// The database's own disk cannot be looked at from here.
@Singleton
final class NodeFolders {

  private static final long GIB = 1L << 30;

  private final DataFolder data;
  private final ProcessRoles roles;
  private final Environment settings;

  NodeFolders(DataFolder data, ProcessRoles roles, Environment settings) {
    this.data = data;
    this.roles = roles;
    this.settings = settings;
  }

  /// The folders by what they are for.
  Map<String, Path> all() {
    Map<String, Path> folders = new LinkedHashMap<>();
    folders.put("data", data.resolve(""));
    folders.put("keys", folder("shouwang.keys.directory", "keys"));
    if (roles.isPublic()) {
      folders.put("erasures", folder("shouwang.erasures.directory", "erasures"));
    }
    return folders;
  }

  /// The free space on a folder's disk, in whole GiB: bytes would reveal exactly when something was
  /// written. Not by [Files#getFileStore], which reads the list of mounts: a unit with
  /// `ProcSubset=pid` has none.
  ///
  /// @throws IOException if the disk does not answer
  static long freeGib(Path folder) throws IOException {
    File disk = existing(folder).toFile();
    if (disk.getTotalSpace() == 0) {
      throw new IOException("no disk");
    }
    return disk.getUsableSpace() / GIB;
  }

  private Path folder(String property, String standard) {
    return settings
        .getProperty(property, String.class)
        .map(Path::of)
        .orElseGet(() -> data.resolve(standard));
  }

  private static Path existing(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}
