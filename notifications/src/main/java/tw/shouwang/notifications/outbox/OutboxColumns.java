package tw.shouwang.notifications.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns that only one outbox's table has.
///
/// @param <K> the key: rows with the same key have the same receiver
/// @param <C> a row's content beside its key
public interface OutboxColumns<K, C> {

  /// The name of the key's column.
  String key();

  /// The key as a JDBC parameter: a text or bytes.
  Object keyValue(K key);

  K readKey(ResultSet row) throws SQLException;

  /// The names of the content's columns; empty if a row is only its key.
  List<String> content();

  /// The content as JDBC parameters, in the order of [#content()].
  List<@Nullable Object> contentValues(C content);

  C readContent(ResultSet row) throws SQLException;
}
