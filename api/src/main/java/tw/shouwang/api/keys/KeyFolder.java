package tw.shouwang.api.keys;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.StartRefused;

/// Finds this node's key folder and refuses files that must not be in it.
@Factory
public final class KeyFolder {

  /// The suffix of keys that open senders' words or sign for a centre.
  static final String PRIVATE = ".private.key";

  /// The key folder of a process with these settings, for a command that needs nothing else.
  public static KeyFiles of(Environment environment) {
    return new KeyFolder()
        .keyFiles(
            new KeySettings(
                environment.getProperty("shouwang.keys.directory", String.class).orElse(null)),
            environment,
            ProcessRoles.of(environment),
            DataFolder.of(environment),
            new SecureRandom());
  }

  @Singleton
  KeyFiles keyFiles(
      KeySettings settings,
      Environment environment,
      ProcessRoles roles,
      DataFolder dataFolder,
      SecureRandom random) {
    boolean production = environment.getActiveNames().contains(Environments.PROD);
    String directory = settings.directory();
    if (directory == null && production) {
      throw new StartRefused(
          "In prod, keys are not made up: set shouwang.keys.directory to the folder of the key"
              + " files.");
    }
    Path folder = directory == null ? dataFolder.folder("keys") : Path.of(directory);
    boolean command = environment.getActiveNames().contains(Environments.COMMAND);
    KeyFiles files = new KeyFiles(folder, !production, random, command);
    refusePrivateKeysWithoutStaff(files, roles);
    return files;
  }

  private static void refusePrivateKeysWithoutStaff(KeyFiles files, ProcessRoles roles) {
    if (!roles.isStaff() && !files.names("", PRIVATE).isEmpty()) {
      throw new StartRefused(
          "This process is reached by strangers and has no staff role, but its key folder holds"
              + " private keysets ("
              + String.join(", ", files.names("", PRIVATE))
              + "). Take them out of it.");
    }
  }
}
