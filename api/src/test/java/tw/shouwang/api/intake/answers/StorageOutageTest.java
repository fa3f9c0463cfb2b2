package tw.shouwang.api.intake.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageOutageTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "53100", "57P01", "58030", "25006"})
  void isWhatPassesByItself(String state) {
    assertThat(StorageOutage.isCauseOf(wrapped(new SQLException("said", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "22P02", "25001", "42501", "", "5"})
  void isNoMistakeOfOurs(String state) {
    assertThat(StorageOutage.isCauseOf(wrapped(new SQLException("said", state)))).isFalse();
  }

  @Test
  void isAPoolThatHasNoConnectionAndNothingWithoutADatabaseInIt() {
    assertThat(StorageOutage.isCauseOf(wrapped(new SQLTransientConnectionException()))).isTrue();
    assertThat(StorageOutage.isCauseOf(new SQLException("said", (String) null))).isFalse();
    assertThat(StorageOutage.isCauseOf(new ConnectionException("said", new SQLException())))
        .as("a connection that broke before the statement")
        .isTrue();
    assertThat(StorageOutage.isCauseOf(new IllegalStateException("said"))).isFalse();
  }

  private static Throwable wrapped(SQLException cause) {
    return new IllegalStateException("outer", new DataAccessException("inner", cause));
  }
}
