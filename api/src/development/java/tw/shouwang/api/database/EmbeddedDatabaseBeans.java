package tw.shouwang.api.database;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.api.process.Environments;

/// Starts the embedded database of the data folder. A command uses the running service's server if
/// there is one.
@Factory
@Requires(notEnv = Environments.PROD)
final class EmbeddedDatabaseBeans {

  @Singleton
  EmbeddedDatabase embedded(Environment environment, DataFolder dataFolder, SecureRandom random) {
    Path folder = dataFolder.folder("postgres");
    return environment.getActiveNames().contains(Environments.COMMAND)
        ? EmbeddedCluster.startOrJoin(folder, random)
        : EmbeddedCluster.start(folder, random);
  }
}
