package tw.shouwang.api.intake.work;

import graphql.execution.ResultPath;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.intake.work.StaffCaseService.StepAsker;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of cases for staff.
@Singleton
@Requires(condition = InStaffProcess.class)
class StaffCaseFetchers implements StaffSlice {

  private final Messages messages = Messages.of("intake");
  private final StaffCaseService service;
  private final Inbox inbox;
  private final CaseOpening opening;
  private final ReferenceSearch references;
  private final ReplyTemplates templates;
  private final NewCases news;
  private final Directory directory;

  StaffCaseFetchers(
      StaffCaseService service,
      Inbox inbox,
      CaseOpening opening,
      ReferenceSearch references,
      ReplyTemplates templates,
      NewCases news,
      Directory directory) {
    this.service = service;
    this.inbox = inbox;
    this.opening = opening;
    this.references = references;
    this.templates = templates;
    this.news = news;
    this.directory = directory;
  }

  @Override
  public String name() {
    return "staff-cases";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            type ->
                type.dataFetcher("inbox", this::inbox)
                    .dataFetcher("staffCase", this::staffCase)
                    .dataFetcher("casesByReference", this::byReference)
                    .dataFetcher("centres", this::centres)
                    .dataFetcher(
                        "colleagues",
                        environment -> service.colleagues(StaffMember.of(environment))))
        .type("Subscription", type -> type.dataFetcher("caseReceived", this::caseReceived))
        .type("Mutation", this::steps)
        .type(
            "StaffCaseConnection",
            type ->
                type.dataFetcher("counts", environment -> inbox.counts(StaffMember.of(environment)))
                    .dataFetcher(
                        "movedBefore",
                        environment ->
                            inbox.movedBefore(
                                Objects.requireNonNull(environment.<Inbox.Page>getSource()))))
        .type(
            "StaffCase",
            type ->
                type.dataFetcher("area", this::area)
                    .dataFetcher("overdue", this::overdue)
                    .dataFetcher("claimedByMe", this::claimedByMe)
                    .dataFetcher("referrals", this::referrals)
                    .dataFetcher("duplicateCandidates", this::duplicateCandidates)
                    .dataFetcher("duplicateSuggestions", this::duplicateSuggestions)
                    .dataFetcher("family", this::family)
                    .dataFetcher(
                        "merged",
                        environment ->
                            inbox.merged(StaffMember.of(environment), source(environment)))
                    .dataFetcher("sealed", this::sealed))
        .type(
            "SealedPart",
            type ->
                type.dataFetcher("words", this::formWords)
                    .dataFetcher(
                        "kind", environment -> named(environment, sealedSource(environment).kind()))
                    .dataFetcher(
                        "contactKind",
                        environment -> named(environment, sealedSource(environment).contactKind()))
                    .dataFetcher("messages", this::messages)
                    .dataFetcher("replyTemplates", this::replyTemplates))
        .type(
            "DuplicateSuggestion",
            type ->
                type.dataFetcher(
                    "case",
                    environment ->
                        Objects.requireNonNull(environment.<Inbox.DuplicateSuggestion>getSource())
                            .known()))
        .type("StaffCentre", type -> type.dataFetcher("name", StaffCaseFetchers::nameOfCentre))
        .type("StaffMessage", type -> type.dataFetcher("words", this::messageWords))
        .type("CaseChanged", type -> type.dataFetcher("case", StaffCaseFetchers::changed));
  }

  private TypeRuntimeWiring.Builder steps(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("claimCase", step(CaseInputs.CaseVersion.class, service::claim))
        .dataFetcher("releaseCase", step(CaseInputs.CaseVersion.class, service::release))
        .dataFetcher("assignCase", step(CaseInputs.Assign.class, service::assign))
        .dataFetcher("moveClaims", step(CaseInputs.MoveClaims.class, service::moveClaims))
        .dataFetcher("acknowledgeCase", step(CaseInputs.CaseVersion.class, service::acknowledge))
        .dataFetcher("takeAsReal", step(CaseInputs.CaseVersion.class, service::takeAsReal))
        .dataFetcher("reopenCase", step(CaseInputs.CaseVersion.class, service::reopen))
        .dataFetcher("triageCase", step(CaseInputs.Triage.class, service::triage))
        .dataFetcher("replyToCase", step(CaseInputs.Reply.class, service::reply))
        .dataFetcher("referCase", step(CaseInputs.Refer.class, service::refer))
        .dataFetcher("transferCase", step(CaseInputs.Transfer.class, service::transfer))
        .dataFetcher("mergeCases", step(CaseInputs.Merge.class, service::merge))
        .dataFetcher("separateCase", step(CaseInputs.CaseVersion.class, service::separate))
        .dataFetcher("linkCases", step(CaseInputs.Link.class, service::link))
        .dataFetcher("unlinkCase", step(CaseInputs.CaseVersion.class, service::unlink))
        .dataFetcher("closeCase", step(CaseInputs.Close.class, service::close))
        .dataFetcher("closeCases", step(CaseInputs.CloseMany.class, service::closeMany));
  }

  static <T extends Record> DataFetcher<Object> step(
      Class<T> input, BiFunction<StepAsker, T, StepAnswer> step) {
    return environment ->
        shown(step.apply(asker(environment), Arguments.read(environment, "input", input)));
  }

  private static Object shown(StepAnswer answer) {
    return switch (answer) {
      case StepAnswer.CaseChanged changed -> changed;
      case StepAnswer.CasesClosed closed -> closed;
      case StepAnswer.ClaimsMoved moved -> moved;
      case StepAnswer.Refused(var refusal) -> refusal;
    };
  }

  private static StepAsker asker(DataFetchingEnvironment environment) {
    return new StepAsker(StaffMember.of(environment), RequestContext.of(environment).language());
  }

  private Inbox.Page inbox(DataFetchingEnvironment environment) {
    Inbox.Filter filter = Arguments.readOrNull(environment, "filter", Inbox.Filter.class);
    int first = Arguments.orDefault(environment, "first", 20);
    @Nullable String after = environment.getArgument("after");
    return inbox.page(
        StaffMember.of(environment), filter == null ? Inbox.Filter.NONE : filter, first, after);
  }

  private @Nullable StaffCase staffCase(DataFetchingEnvironment environment) {
    String id = Objects.requireNonNull(environment.<String>getArgument("id"));
    return service.find(StaffMember.of(environment), id).orElse(null);
  }

  private List<StaffCase> byReference(DataFetchingEnvironment environment) {
    String said = Objects.requireNonNull(environment.<String>getArgument("reference"));
    return references.find(StaffMember.of(environment), said);
  }

  private List<Centre> centres(DataFetchingEnvironment environment) {
    String own =
        StaffMember.of(environment).actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return directory.centres().stream()
        .filter(centre -> !centre.code().equals(own))
        .sorted(Comparator.comparing(Centre::code))
        .toList();
  }

  private static String nameOfCentre(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Centre>getSource())
        .name()
        .text(RequestContext.of(environment).language());
  }

  private Publisher<StaffCase> caseReceived(DataFetchingEnvironment environment) {
    List<String> urgencies =
        Optional.ofNullable(environment.<List<String>>getArgument("urgencies"))
            .or(() -> Optional.ofNullable(environment.getArgument("urgency")))
            .orElse(List.of());
    return news.of(StaffMember.of(environment), NewCases.wanted(urgencies));
  }

  /// Imports never delete areas; only a manual delete could make this fail.
  private Area area(DataFetchingEnvironment environment) {
    String code = source(environment).row().area();
    return directory.area(code).or(() -> directory.county(code)).orElseThrow();
  }

  private boolean overdue(DataFetchingEnvironment environment) {
    return source(environment).row().isOverdue(RequestContext.of(environment).instant());
  }

  private boolean claimedByMe(DataFetchingEnvironment environment) {
    return StaffMember.of(environment).subject().equals(source(environment).row().claimedBy());
  }

  private List<Resource> referrals(DataFetchingEnvironment environment) {
    StaffCase known = source(environment);
    return directory.resources(known.row().referredResources(), known.row().area());
  }

  private @Nullable SealedPart sealed(DataFetchingEnvironment environment) {
    requireNoList(environment, inbox);
    return opening.open(StaffMember.of(environment), source(environment).row()).orElse(null);
  }

  /// Allowed for a single case only, because each case needs queries of its own.
  private List<StaffCase> duplicateCandidates(DataFetchingEnvironment environment) {
    requireNoList(environment, inbox);
    return inbox.duplicateCandidates(StaffMember.of(environment), source(environment).row());
  }

  private List<Inbox.DuplicateSuggestion> duplicateSuggestions(
      DataFetchingEnvironment environment) {
    requireNoList(environment, inbox);
    return inbox.suggestions(StaffMember.of(environment), source(environment).row());
  }

  private List<StaffCase> family(DataFetchingEnvironment environment) {
    requireNoList(environment, inbox);
    return inbox.family(StaffMember.of(environment), source(environment).row());
  }

  /// Refuses opening in a list. A stream counts as a list, because it would open cases that nobody
  /// has looked at.
  static void requireNoList(DataFetchingEnvironment environment, Inbox inbox) {
    boolean isStream =
        environment.getOperationDefinition().getOperation() == Operation.SUBSCRIPTION;
    if (isStream || isInAList(environment.getExecutionStepInfo().getPath())) {
      throw inbox.mistake("NOT_IN_LISTS");
    }
  }

  private static boolean isInAList(ResultPath path) {
    for (ResultPath step = path; step != null; step = step.getParent()) {
      if (step.isListSegment()) {
        return true;
      }
    }
    return false;
  }

  private List<SealedPart.Message> messages(DataFetchingEnvironment environment) {
    int last = Arguments.orDefault(environment, "last", 50);
    if (last < 1 || last > 100) {
      throw inbox.mistake("INVALID_FIRST");
    }
    return sealedSource(environment)
        .messages(last, Optional.ofNullable(environment.getArgument("before")));
  }

  private String formWords(DataFetchingEnvironment environment) {
    SealedPart part = sealedSource(environment);
    return part.readable() ? part.words() : unreadable(environment);
  }

  private String messageWords(DataFetchingEnvironment environment) {
    SealedPart.Message message =
        Objects.requireNonNull(environment.<SealedPart.Message>getSource());
    return message.readable() ? message.words() : unreadable(environment);
  }

  private String unreadable(DataFetchingEnvironment environment) {
    return messages.text(
        RequestContext.of(environment).language(), "refusal." + StaffRefusalCode.UNREADABLE);
  }

  /// The name of the schema's enum value; null for a value that the schema does not have, because
  /// no form of ours can have written it.
  private static @Nullable String named(
      DataFetchingEnvironment environment, @Nullable String value) {
    GraphQLEnumType names = (GraphQLEnumType) GraphQLTypeUtil.unwrapAll(environment.getFieldType());
    return value == null || names.getValue(value) == null ? null : value;
  }

  private List<ReplyTemplates.Template> replyTemplates(DataFetchingEnvironment environment) {
    String centre =
        StaffMember.of(environment).actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return templates.of(centre, sealedSource(environment).language());
  }

  private static StaffCase changed(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<StepAnswer.CaseChanged>getSource()).changed();
  }

  private static StaffCase source(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<StaffCase>getSource());
  }

  private static SealedPart sealedSource(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SealedPart>getSource());
  }
}
