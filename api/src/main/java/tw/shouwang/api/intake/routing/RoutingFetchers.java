package tw.shouwang.api.intake.routing;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Ids;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of the routing table.
@Singleton
@Requires(condition = InStaffProcess.class)
class RoutingFetchers implements StaffSlice {

  private final Messages messages = Messages.of("routing");
  private final CaseRouting routing;
  private final StaffRefusals refusals;

  RoutingFetchers(CaseRouting routing, StaffRefusals refusals) {
    this.routing = routing;
    this.refusals = refusals;
  }

  /// The inputs of the same names.
  record SaveRoutingInput(
      Integer expectedVersion, List<RoutingRuleInput> rules, @Nullable Boolean dryRun) {}

  record RoutingRuleInput(
      List<Topic> topics,
      List<Topic> alsoTopics,
      @Nullable Boolean severalTopics,
      List<String> indicators,
      @Nullable Boolean childInvolved,
      List<String> areas,
      String office,
      @Nullable String beside) {

    RoutingRule rule() {
      return new RoutingRule(
          topics, alsoTopics, severalTopics, indicators, childInvolved, areas, office, beside);
    }
  }

  @Override
  public String name() {
    return "routing";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            type ->
                type.dataFetcher("routing", this::table)
                    .dataFetcher("proposedRoute", this::proposedRoute))
        .type("StaffCase", type -> type.dataFetcher("proposedRoute", this::routeOfCase))
        .type("Mutation", type -> type.dataFetcher("saveRouting", this::saveRouting));
  }

  private @Nullable RoutingTable table(DataFetchingEnvironment environment) {
    return routing
        .table(StaffMember.of(environment), environment.getArgument("version"))
        .orElse(null);
  }

  private CaseRouting.@Nullable ProposedRoute proposedRoute(DataFetchingEnvironment environment) {
    String id = String.valueOf(environment.<String>getArgument("case"));
    StaffMember member = StaffMember.of(environment);
    return Ids.parse(id).flatMap(caseId -> routing.propose(member, caseId)).orElse(null);
  }

  /// Reads the table once for a whole list of cases.
  private CaseRouting.@Nullable ProposedRoute routeOfCase(DataFetchingEnvironment environment) {
    StaffCase known = Objects.requireNonNull(environment.<StaffCase>getSource());
    StaffMember member = StaffMember.of(environment);
    return routing
        .propose(
            member,
            known.row(),
            () ->
                environment
                    .getGraphQlContext()
                    .computeIfAbsent(
                        RoutingTable.class, key -> routing.table(member, null).orElseThrow()))
        .orElse(null);
  }

  private Object saveRouting(DataFetchingEnvironment environment) {
    SaveRoutingInput input = Arguments.read(environment, "input", SaveRoutingInput.class);
    Language language = RequestContext.of(environment).language();
    RoutingAnswer answer =
        routing.save(
            StaffMember.of(environment),
            input.expectedVersion(),
            input.rules().stream().map(RoutingRuleInput::rule).toList(),
            Boolean.TRUE.equals(input.dryRun()));
    return switch (answer) {
      case RoutingAnswer.RoutingChanged changed -> changed;
      case RoutingAnswer.Conflict(int version) -> refusals.conflict(version, language);
      case RoutingAnswer.TryLater() -> refusals.of(StaffRefusalCode.TRY_LATER, language, null);
      case RoutingAnswer.Unsound() ->
          refusals.of(
              StaffRefusalCode.INVALID,
              language,
              "rules",
              List.of(messages.text(language, "empty")));
      case RoutingAnswer.TooManyRules() ->
          refusals.of(
              StaffRefusalCode.TOO_LONG,
              language,
              "rules",
              List.of(messages.text(language, "tooMany")));
      case RoutingAnswer.UnknownOffices(var offices) ->
          refusals.of(StaffRefusalCode.UNKNOWN_RESOURCE, language, "rules", offices);
    };
  }
}
