package tw.shouwang.api.database;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL, and the passwords of the roles that this process may use.
record DatabaseAccess(String url, Map<DatabaseRole, String> passwords) {

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
