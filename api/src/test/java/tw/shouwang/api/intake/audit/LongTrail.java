package tw.shouwang.api.intake.audit;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.postgresql.PGConnection;
import tw.shouwang.api.database.OwnerConnections;

/// Writes a long valid audit trail without one transaction per line.
@Singleton
public class LongTrail {

  private static final int AT_ONCE = 10_000;

  private final AuditChain chain;
  private final OwnerConnections owner;

  LongTrail(AuditChain chain, OwnerConnections owner) {
    this.chain = chain;
    this.owner = owner;
  }

  /// Starts the trail of a centre that has none.
  public void write(String centre, int lines) throws SQLException, IOException {
    AuditHead head = AuditHead.empty(centre);
    try (Connection connection = owner.open().orElseThrow()) {
      StringBuilder rows = new StringBuilder();
      for (int i = 1; i <= lines; i++) {
        AuditEntry entry =
            chain.next(
                head,
                new AuditEntry(centre, 0, "w" + i % 9, "OPENED", null, Instant.now(), new byte[0]));
        rows.append(centre + "\t" + i + "\t" + entry.worker() + "\t" + entry.action())
            .append("\t\\N\t" + entry.happenedAt() + "\t\\\\x")
            .append(HexFormat.of().formatHex(entry.hash()) + "\n");
        head = AuditHead.of(entry);
        if (i % AT_ONCE == 0 || i == lines) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "copy intake.audit_entry from stdin",
                  new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.US_ASCII)));
          rows.setLength(0);
        }
      }
      try (var statement =
          connection.prepareStatement("insert into intake.audit_head values (?, ?, ?)")) {
        statement.setString(1, centre);
        statement.setLong(2, head.number());
        statement.setBytes(3, head.hash());
        statement.execute();
      }
    }
  }
}
