package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class DatabaseStartIT implements EmbeddedTest {

  @Inject DatabaseStart start;

  @Inject
  @Named("vault")
  DataSource vault;

  @Inject DataSourceResolver pools;

  @Inject
  @Client("/")
  HttpClient client;

  @Test
  void isReadyOnceMigratedAndFilled() {
    assertThat(start.isReady()).isTrue();
    assertThat(client.toBlocking().retrieve("/health/readiness")).contains("\"UP\"");
  }

  @Test
  void answersLivenessWithoutTheDatabase() {
    assertThat(client.toBlocking().retrieve("/health/liveness"))
        .contains("\"UP\"")
        .doesNotContain("database");
  }

  @Test
  void entersTheVaultAsTheVaultsOwnRole() throws SQLException {
    try (Connection connection = pools.resolve(vault).getConnection();
        Statement statement = connection.createStatement();
        ResultSet user = statement.executeQuery("select current_user")) {
      user.next();
      assertThat(user.getString(1)).isEqualTo("shouwang_vault");
    }
  }
}
