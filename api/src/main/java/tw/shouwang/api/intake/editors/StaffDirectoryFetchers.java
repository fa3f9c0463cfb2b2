package tw.shouwang.api.intake.editors;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.editing.AgencyLinks;
import tw.shouwang.api.directory.editing.DirectoryEditing;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;

/// The GraphQL fields of the directory and posters for staff.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffDirectoryFetchers implements StaffSlice {

  private final StaffDirectoryService service;
  private final SiteCodeService siteCodes;
  private final Directory directory;

  StaffDirectoryFetchers(
      StaffDirectoryService service, SiteCodeService siteCodes, Directory directory) {
    this.service = service;
    this.siteCodes = siteCodes;
    this.directory = directory;
  }

  @Override
  public String name() {
    return "staff-directory";
  }

  private interface Step<T, R> {
    R apply(StaffMember member, Language language, T input);
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            type ->
                type.dataFetcher("staleResources", this::staleResources)
                    .dataFetcher(
                        "proposedResourceChanges",
                        environment -> service.proposals(StaffMember.of(environment)))
                    .dataFetcher("dueResources", this::dueResources)
                    .dataFetcher(
                        "agencyAnswers",
                        environment -> service.answers(StaffMember.of(environment)))
                    .dataFetcher("siteCodes", this::siteCodes)
                    .dataFetcher(
                        "resourceProblems",
                        environment ->
                            service.problems(StaffMember.of(environment), id(environment)))
                    .dataFetcher(
                        "resourceVersion",
                        environment ->
                            service.version(StaffMember.of(environment), id(environment)))
                    .dataFetcher(
                        "resourceRevisions",
                        environment ->
                            service.revisions(StaffMember.of(environment), id(environment))))
        .type(
            "Mutation",
            type ->
                type.dataFetcher(
                        "saveResource", change(StaffDirectoryService.Save.class, service::save))
                    .dataFetcher(
                        "verifyResource",
                        change(StaffDirectoryService.EntryVersion.class, service::verify))
                    .dataFetcher(
                        "closeResource", change(StaffDirectoryService.Close.class, service::close))
                    .dataFetcher(
                        "reopenResource",
                        change(StaffDirectoryService.EntryVersion.class, service::reopen))
                    .dataFetcher(
                        "retireResource",
                        change(StaffDirectoryService.Retire.class, service::retire))
                    .dataFetcher(
                        "declareClosure",
                        change(StaffDirectoryService.Declare.class, service::declareClosure))
                    .dataFetcher(
                        "importCalendar",
                        change(StaffDirectoryService.Calendar.class, service::importCalendar))
                    .dataFetcher(
                        "hideNumber",
                        change(StaffDirectoryService.HideNumber.class, service::hideNumber))
                    .dataFetcher(
                        "confirmResourceChange",
                        change(StaffDirectoryService.Proposal.class, service::confirm))
                    .dataFetcher(
                        "withdrawResourceChange",
                        change(StaffDirectoryService.Proposal.class, service::withdraw))
                    .dataFetcher(
                        "askAgency", change(StaffDirectoryService.Ask.class, service::askAgency))
                    .dataFetcher(
                        "confirmAgencyAnswer",
                        change(StaffDirectoryService.ConfirmAnswer.class, service::confirmAnswer))
                    .dataFetcher(
                        "dropAgencyAnswer",
                        change(StaffDirectoryService.DropAnswer.class, service::dropAnswer))
                    .dataFetcher(
                        "issueSiteCodes", codes(SiteCodeService.Issue.class, siteCodes::issue))
                    .dataFetcher(
                        "revokeSiteCode", codes(SiteCodeService.Revoke.class, siteCodes::revoke)))
        .type(
            "AgencyAnswer",
            type ->
                type.dataFetcher(
                    "resource",
                    environment ->
                        service
                            .resource(
                                Objects.requireNonNull(environment.<AgencyLinks.Answer>getSource())
                                    .key())
                            .orElse(null)))
        .type(
            "StaffSiteCode",
            type ->
                type.dataFetcher("gatekeeperKind", environment -> poster(environment).kind())
                    .dataFetcher("area", this::area)
                    .dataFetcher("office", environment -> poster(environment).officeZh())
                    .dataFetcher("officeEnglish", environment -> poster(environment).officeEn()));
  }

  private static <T extends Record> DataFetcher<Object> change(
      Class<T> input, Step<T, DirectoryOutcome> change) {
    return environment ->
        switch (taken(environment, input, change)) {
          case DirectoryOutcome.EntryChanged changed -> changed.answer();
          case DirectoryOutcome.Changed changed -> changed.answer();
          case DirectoryOutcome.Proposed proposed -> proposed.answer();
          case DirectoryOutcome.LinkMade made -> made.answer();
          case DirectoryOutcome.Refused refused -> refused.answer();
        };
  }

  private static <T extends Record> DataFetcher<Object> codes(
      Class<T> input, Step<T, SiteCodeOutcome> change) {
    return environment ->
        switch (taken(environment, input, change)) {
          case SiteCodeOutcome.Changed changed -> changed.answer();
          case SiteCodeOutcome.Refused refused -> refused.answer();
        };
  }

  private static <T extends Record, R> R taken(
      DataFetchingEnvironment environment, Class<T> input, Step<T, R> step) {
    return step.apply(
        StaffMember.of(environment),
        RequestContext.of(environment).language(),
        Arguments.read(environment, "input", input));
  }

  private StaffDirectoryService.Page staleResources(DataFetchingEnvironment environment) {
    int first = Arguments.orDefault(environment, "first", 20);
    return service.stale(StaffMember.of(environment), first, environment.getArgument("after"));
  }

  private List<SiteCodes.Poster> siteCodes(DataFetchingEnvironment environment) {
    return siteCodes.list(
        StaffMember.of(environment),
        Arguments.orDefault(environment, "first", 20),
        environment.getArgument("after"));
  }

  private List<DirectoryEditing.DueResource> dueResources(DataFetchingEnvironment environment) {
    return service.due(
        StaffMember.of(environment),
        Arguments.orDefault(environment, "first", 20),
        environment.getArgument("after"));
  }

  private static String id(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<String>getArgument("id"));
  }

  private @Nullable Area area(DataFetchingEnvironment environment) {
    return directory.area(poster(environment).area()).orElse(null);
  }

  private static SiteCodes.Poster poster(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SiteCodes.Poster>getSource());
  }
}
