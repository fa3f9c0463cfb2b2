package tw.shouwang.api.database;

/// The login roles in PostgreSQL. The migrations grant their rights.
enum DatabaseRole {
  /// Owns every table and runs the migrations. No request uses it.
  OWNER("shouwang_owner"),
  /// For the public: stores cases, reads the directory.
  PUBLIC("shouwang_public"),
  /// For staff: opens cases, edits the directory.
  STAFF("shouwang_staff"),
  /// Public and staff in one process.
  COMBINED("shouwang_combined"),
  /// The device vault only.
  VAULT("shouwang_vault");

  private final String userName;

  DatabaseRole(String userName) {
    this.userName = userName;
  }

  String userName() {
    return userName;
  }
}
