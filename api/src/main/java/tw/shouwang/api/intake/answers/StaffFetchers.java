package tw.shouwang.api.intake.answers;

import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.intake.login.AllowedFields;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;

/// The base of the staff schema: its permissions, and the member who asks.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffFetchers implements StaffSlice {

  private final StaffRefusals refusals;

  StaffFetchers(StaffRefusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "staff";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .directiveWiring(new OutageAnswers(refusals))
        .directiveWiring(new AllowedFields())
        .type("Query", type -> type.dataFetcher("me", StaffMember::of));
  }
}
