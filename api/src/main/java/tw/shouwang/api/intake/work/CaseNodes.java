package tw.shouwang.api.intake.work;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.NodeSource;

/// The cases among the nodes of the staff schema: for workers and supervisors those of their own
/// centre, for anybody else none.
@Singleton
@Requires(condition = InStaffProcess.class)
class CaseNodes implements NodeSource {

  private static final List<StaffRole> READERS =
      List.of(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);

  private final StaffCaseService service;

  CaseNodes(StaffCaseService service) {
    this.service = service;
  }

  @Override
  public Optional<StaffCase> node(String id, DataFetchingEnvironment environment) {
    // In a process with both roles the public schema asks here too, without a member.
    @Nullable StaffMember member = environment.getGraphQlContext().get(StaffMember.class);
    return member != null && member.hasAny(READERS) ? service.find(member, id) : Optional.empty();
  }
}
