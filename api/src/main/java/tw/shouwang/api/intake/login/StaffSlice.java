package tw.shouwang.api.intake.login;

import java.util.Set;
import tw.shouwang.graphql.SchemaSlice;

/// A part of the staff schema only.
public interface StaffSlice extends SchemaSlice {

  @Override
  default Set<String> schemas() {
    return Set.of(StaffController.SCHEMA);
  }
}
