package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.database.KillableCluster;
import tw.shouwang.api.testing.Seed;
import tw.shouwang.api.testing.ServiceProcess;

/// Every confirmed report is stored exactly once, however often the service and its database are
/// killed with SIGKILL while clients send and retry.
///
/// `bench/crash/run` runs the same for longer.
class CrashIT {

  private static final int SUBMISSIONS = Integer.getInteger("crash.submissions", 500);
  private static final int KILLS = Integer.getInteger("crash.kills", 3);
  private static final int CLIENTS = 8;

  @TempDir Path folder;

  @Test
  void losesNothingThatWasAcknowledgedAndKeepsNothingTwice() throws Exception {
    RandomGenerator chance = Seed.random("CrashIT");
    try (KillableCluster cluster =
            KillableCluster.start(Files.createDirectories(folder.resolve("postgres")));
        PersistentClients clients = new PersistentClients(CLIENTS)) {
      ServiceProcess service = start(cluster);
      try {
        clients.sendTo(service.uri());
        int between = Math.max(1, SUBMISSIONS / (2 * KILLS + 1));
        for (int kill = 0; kill < KILLS; kill++) {
          clients.awaitMore(between);
          assertThat(clients.underWay()).as("something is on its way").isPositive();
          cluster.kill();
          LockSupport.parkNanos(chance.nextLong(300_000_000));
          cluster.startAgain();

          clients.awaitMore(between);
          assertThat(clients.underWay()).as("something is on its way").isPositive();
          service.kill();
          service = start(cluster);
          clients.sendTo(service.uri());
        }
        clients.finish(SUBMISSIONS);
        clients.assertEachCaseIsThere();
        assertThat(clients.acknowledged()).isGreaterThanOrEqualTo(SUBMISSIONS);
        try (Connection connection = cluster.superuser()) {
          clients.assertEachIsThereOnce(connection);
        }
        System.out.println(
            "crash: %d acknowledged, %d tries without an answer, %d refused for now, %d kills each"
                .formatted(clients.acknowledged(), clients.unanswered(), clients.refused(), KILLS));
      } finally {
        service.close();
      }
    }
  }

  private ServiceProcess start(KillableCluster cluster) {
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve("data").toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    return ServiceProcess.start(settings);
  }
}
