package tw.shouwang.notifications.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.AddressKey;

/// A push has no content beside its key.
final class PushColumns implements OutboxColumns<AddressKey, PushColumns.Nothing> {

  record Nothing() {}

  @Override
  public String key() {
    return "address";
  }

  @Override
  public Object keyValue(AddressKey key) {
    return key.bytes();
  }

  @Override
  public AddressKey readKey(ResultSet row) throws SQLException {
    return new AddressKey(row.getBytes(key()));
  }

  @Override
  public List<String> content() {
    return List.of();
  }

  @Override
  public List<@Nullable Object> contentValues(Nothing content) {
    return List.of();
  }

  @Override
  public Nothing readContent(ResultSet row) {
    return new Nothing();
  }
}
