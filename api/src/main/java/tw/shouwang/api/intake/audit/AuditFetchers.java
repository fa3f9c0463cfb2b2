package tw.shouwang.api.intake.audit;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;

/// The GraphQL fields of the audit trail.
@Singleton
@Requires(condition = InStaffProcess.class)
class AuditFetchers implements StaffSlice {

  private final AuditService trails;

  AuditFetchers(AuditService trails) {
    this.trails = trails;
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("auditTrail", this::auditTrail))
        .type("AuditEntry", type -> type.dataFetcher("case", AuditFetchers::caseOf));
  }

  private AuditConnection auditTrail(DataFetchingEnvironment environment) {
    return trails.page(
        StaffMember.of(environment),
        Arguments.orDefault(environment, "first", 20),
        environment.getArgument("after"));
  }

  private static @Nullable String caseOf(DataFetchingEnvironment environment) {
    AuditConnection.AuditLine line = environment.getSource();
    return line == null ? null : line.caseId();
  }
}
