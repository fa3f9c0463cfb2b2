package tw.shouwang.api.database;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.StartRefused;

/// Checks that a commit that the server confirms survives a power cut: what we confirm to a sender
/// must be on disk.
@Singleton
final class DurabilityCheck {

  private static final Logger LOG = LoggerFactory.getLogger(DurabilityCheck.class);
  private static final List<String> SETTINGS =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final boolean production;

  DurabilityCheck(Environment environment) {
    this.production = environment.getActiveNames().contains(Environments.PROD);
  }

  /// @throws StartRefused in `prod`, if the server may lose confirmed commits
  void run(Connection connection) throws SQLException {
    List<String> off = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        try (ResultSet value = statement.executeQuery("show " + setting)) {
          if (value.next() && value.getString(1).equals("off")) {
            off.add(setting);
          }
        }
      }
    }
    if (off.isEmpty()) {
      return;
    }
    if (production) {
      throw new StartRefused(
          "The database confirms commits that it may lose: switch on "
              + String.join(", ", off)
              + ".");
    }
    LOG.warn("the database confirms commits that it may lose: {} off", off);
  }
}
