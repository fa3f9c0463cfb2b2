package tw.shouwang.api.intake.routing;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.SchemaSlice;

/// The routing table in the staff schema.
@Singleton
@Requires(condition = InStaffProcess.class)
class RoutingFetchers implements SchemaSlice {

  private final CaseRouting routing;

  RoutingFetchers(CaseRouting routing) {
    this.routing = routing;
  }

  @Override
  public String name() {
    return "routing";
  }

  @Override
  public Set<String> schemas() {
    return Set.of("staff");
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Query",
        type ->
            type.dataFetcher("routing", this::table)
                .dataFetcher("proposedRoute", this::proposedRoute));
  }

  private @Nullable RoutingTable table(DataFetchingEnvironment environment) {
    return routing
        .table(StaffMember.of(environment), environment.getArgument("version"))
        .orElse(null);
  }

  private CaseRouting.@Nullable ProposedRoute proposedRoute(DataFetchingEnvironment environment) {
    String id = String.valueOf(environment.<String>getArgument("case"));
    UUID caseId;
    try {
      caseId = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      caseId = new UUID(0, 0);
    }
    return routing.propose(StaffMember.of(environment), caseId).orElse(null);
  }
}
