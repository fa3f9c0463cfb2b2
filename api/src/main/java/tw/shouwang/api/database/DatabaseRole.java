package tw.shouwang.api.database;

/// The login roles in PostgreSQL. What each may do stands in the grants of the migrations.
enum DatabaseRole {
  /// Owns every table and runs the migrations; no request is served with it.
  OWNER("shouwang_owner"),
  /// What strangers reach: takes in cases, reads the directory.
  PUBLIC("shouwang_public"),
  /// What workers reach: opens cases, edits the directory.
  STAFF("shouwang_staff"),
  /// Public and staff in one process.
  COMBINED("shouwang_combined"),
  /// The device vault, and nothing else.
  VAULT("shouwang_vault");

  private final String userName;

  DatabaseRole(String userName) {
    this.userName = userName;
  }

  String userName() {
    return userName;
  }
}
