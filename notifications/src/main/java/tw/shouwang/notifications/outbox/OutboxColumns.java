package tw.shouwang.notifications.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which columns of an outbox's table are its own, beside those that all have.
///
/// @param <K> what rows of one receiver have in common
/// @param <C> what a row says beside its key
public interface OutboxColumns<K, C> {

  /// The column of the key.
  String key();

  /// The key as JDBC takes it: a text or bytes.
  Object keyValue(K key);

  K readKey(ResultSet row) throws SQLException;

  /// The columns of the content, none where the key says it all.
  List<String> content();

  /// The content as JDBC takes it, in the order of [#content()].
  List<@Nullable Object> contentValues(C content);

  C readContent(ResultSet row) throws SQLException;
}
