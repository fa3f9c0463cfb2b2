package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;

/// The control run of [CanaryIT]: its search finds text that is not sealed.
@MicronautTest(transactional = false)
@Property(name = "test.sealing", value = "off")
class UnsealedControlIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseRepository cases;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;
  @Inject CentreKeyring keyring;

  @Test
  void findsWordsAndReceiptsOnceSealingIsSwitchedOff() throws Exception {
    CanaryRun run = new CanaryRun(Way.PLAIN);
    Canaries canaries = run.canaries();
    run.live(app, cases, desk, keyring.newest("tpe").orElseThrow());

    try (Connection known = owner.open().orElseThrow();
        Connection superuser = TestCluster.get().superuser(known.getCatalog())) {
      List<String> tables = canaries.inTables(superuser);
      // COPY writes bytes as hex; files hold them as they are.
      assertThat(tables)
          .contains(
              "words as UTF-8 in hex",
              "place as UTF-8 in hex",
              "person as UTF-8 in hex",
              "message as UTF-8 in hex",
              "reply as UTF-8 in hex",
              "receipt as UTF-8 in hex");
      assertThat(canaries.inFiles(superuser, TestCluster.get().dataDirectory()))
          .contains("words as UTF-8", "reply as UTF-8", "receipt as UTF-8");
    }
  }
}
