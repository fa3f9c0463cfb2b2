package tw.shouwang.api.database;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL, and the passwords of the roles that this process may use.
///
/// @param url where each connection is a session
/// @param pooledUrl where only each transaction is one; null if there is no pooler
record DatabaseAccess(String url, @Nullable String pooledUrl, Map<DatabaseRole, String> passwords) {

  DatabaseAccess(String url, Map<DatabaseRole, String> passwords) {
    this(url, null, passwords);
  }

  DatabaseAccess {
    passwords = Map.copyOf(passwords);
  }

  Optional<String> password(DatabaseRole role) {
    @Nullable String password = passwords.get(role);
    return Optional.ofNullable(password);
  }

  @Override
  public String toString() {
    return "DatabaseAccess[url=" + url + ", roles=" + passwords.keySet() + "]";
  }
}
