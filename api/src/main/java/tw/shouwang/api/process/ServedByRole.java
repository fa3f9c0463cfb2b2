package tw.shouwang.api.process;

import jakarta.inject.Singleton;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.ServedSchemas;

/// Strangers find the public schema where the process has the public role, and staff theirs where
/// it has the staff role. The other one is not even in memory.
@Singleton
class ServedByRole implements ServedSchemas {

  private final ProcessRoles roles;

  ServedByRole(ProcessRoles roles) {
    this.roles = roles;
  }

  @Override
  public boolean serves(String schema) {
    return schema.equals(SchemaSlice.PUBLIC) ? roles.isPublic() : roles.isStaff();
  }
}
