package tw.shouwang.api.cases.hours;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/// The hours of a centre as its staff set them. Staff role only.
@Singleton
public class CentreHours {

  private final CentreHoursRepository hours;
  private final TransactionOperations<Connection> transactions;

  CentreHours(CentreHoursRepository hours, TransactionOperations<Connection> transactions) {
    this.hours = hours;
    this.transactions = transactions;
  }

  public List<CentreHoursRow> of(String centre) {
    return hours.of(centre);
  }

  /// Replaces all hours of a centre; none means that it is not said when somebody is there.
  public void save(String centre, List<CentreHoursRow> rows) {
    transactions.executeWrite(transaction -> {
      hours.removeAll(centre);
      rows.forEach(row -> hours.add(centre, row.weekday(), row.opens(), row.closes()));
      return rows;
    });
  }
}
