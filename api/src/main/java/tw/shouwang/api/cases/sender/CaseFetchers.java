package tw.shouwang.api.cases.sender;

import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import tw.shouwang.api.cases.admission.Stored;
import tw.shouwang.api.cases.admission.WorkChallenges;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.hours.StaffedHours;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sites.Site;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.DraftNotice;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields of the sender's side of cases.
@Singleton
@Requires(condition = InPublicProcess.class)
class CaseFetchers implements SchemaSlice {

  private static final int LONGEST_PAGE = 100;

  private final Messages messages = Messages.of("cases");
  private final CaseService service;
  private final CaseViews views;
  private final PushService pushes;
  private final Directory directory;
  private final CaseNewsStream news;
  private final SiteCodes siteCodes;
  private final StaffedHours staffed;
  private final WorkChallenges proofOfWork;
  private final SecureRandom random;

  CaseFetchers(
      CaseService service,
      CaseViews views,
      PushService pushes,
      Directory directory,
      CaseNewsStream news,
      SiteCodes siteCodes,
      StaffedHours staffed,
      WorkChallenges proofOfWork,
      SecureRandom random) {
    this.service = service;
    this.views = views;
    this.pushes = pushes;
    this.directory = directory;
    this.news = news;
    this.siteCodes = siteCodes;
    this.staffed = staffed;
    this.proofOfWork = proofOfWork;
    this.random = random;
  }

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .scalar(ReceiptScalar.type())
        .type(
            "Query",
            type ->
                type.dataFetcher("newReceipt", environment -> Receipt.random(random))
                    .dataFetcher(
                        "proofChallenge", environment -> proofOfWork.challenge().orElse(null))
                    .dataFetcher("site", this::site)
                    .dataFetcher("caseView", this::caseView)
                    .dataFetcher("caseProof", this::caseProof))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("enablePush", this::enablePush)
                    .dataFetcher("disablePush", this::disablePush)
                    .dataFetcher("addMessage", this::addMessage)
                    .dataFetcher("changeReceipt", this::changeReceipt)
                    .dataFetcher("eraseCase", this::eraseCase))
        .type("Subscription", type -> type.dataFetcher("caseNews", this::caseNews))
        .type("CaseReceived", type -> type.dataFetcher("notices", this::notices))
        .type("Staffed", type -> type.dataFetcher("text", this::staffedText))
        .type("PushEnabled", type -> type.dataFetcher("promise", this::promise))
        .type("CaseErased", type -> type.dataFetcher("text", this::erasedText))
        .type(
            "CaseProof",
            type ->
                type.dataFetcher("statement", this::proofStatement)
                    .dataFetcher(
                        "office",
                        environment -> officeName(proof(environment).office(), environment)))
        .type("Site", type -> type.dataFetcher("office", this::siteName))
        .type(
            "CaseMessage",
            type ->
                type.dataFetcher("words", this::messageWords)
                    .dataFetcher("readable", environment -> message(environment).words() != null))
        .type("CaseEvent", type -> type.dataFetcher("text", this::eventText))
        .type(
            "CaseView",
            type ->
                type.dataFetcher("id", CaseFetchers::viewId)
                    .dataFetcher("office", this::office)
                    .dataFetcher("statusName", this::statusName)
                    .dataFetcher("messages", this::messages)
                    .dataFetcher("referrals", this::referrals)
                    .dataFetcher("staffed", this::staffed)
                    .dataFetcher("exerciseText", this::exerciseText)
                    .dataFetcher("pushEnabled", this::pushEnabled));
  }

  private @Nullable CaseView caseView(DataFetchingEnvironment environment) {
    return shown(service.view(receipt(environment)));
  }

  private @Nullable CaseProof caseProof(DataFetchingEnvironment environment) {
    return shown(service.proof(receipt(environment)));
  }

  private <T> @Nullable T shown(Stored<T> stored) {
    return switch (stored) {
      case Stored.Present<T>(T value) -> value;
      case Stored.Absent<T>() -> null;
      case Stored.Unavailable<T>() -> throw unavailable();
    };
  }

  private @Nullable Site site(DataFetchingEnvironment environment) {
    String code = Objects.requireNonNull(environment.<String>getArgument("code"));
    return siteCodes.find(code).orElse(null);
  }

  private String siteName(DataFetchingEnvironment environment) {
    Site site = Objects.requireNonNull(environment.<Site>getSource());
    return site.name().text(language(environment));
  }

  private Object addMessage(DataFetchingEnvironment environment) {
    return service
        .addMessage(
            Arguments.read(environment, "input", AddMessageInput.class),
            CallerKey.of(environment),
            language(environment))
        .member();
  }

  private Object changeReceipt(DataFetchingEnvironment environment) {
    return service
        .changeReceipt(
            Arguments.read(environment, "input", ChangeReceiptInput.class), language(environment))
        .member();
  }

  private Object eraseCase(DataFetchingEnvironment environment) {
    return service
        .eraseCase(
            Arguments.read(environment, "input", ReceiptInput.class).receipt(),
            language(environment))
        .member();
  }

  private String erasedText(DataFetchingEnvironment environment) {
    CaseErased erased = Objects.requireNonNull(environment.<CaseErased>getSource());
    Language language = language(environment);
    return Stream.of(
            Optional.of(sentence(language, "erased.text", erased.wordsErasedBy())),
            Optional.ofNullable(erased.left().passedOn())
                .map(day -> sentence(language, "erased.passedOn", day)),
            Optional.ofNullable(erased.left().exportedOn())
                .map(day -> sentence(language, "erased.exported", day)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(language == Language.ZH_TW ? "" : " "));
  }

  private String sentence(Language language, String key, LocalDate day) {
    return messages.text(language, key, Map.of("day", day));
  }

  private String proofStatement(DataFetchingEnvironment environment) {
    CaseProof proof = proof(environment);
    return messages.text(
        language(environment),
        "proof.statement",
        Map.of(
            "day", proof.receivedOn(),
            "office", officeName(proof.office(), environment)));
  }

  private static CaseProof proof(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<CaseProof>getSource());
  }

  private Publisher<CaseNews> caseNews(DataFetchingEnvironment environment) {
    return news.of(receipt(environment)).orElseThrow(this::full);
  }

  private Object enablePush(DataFetchingEnvironment environment) {
    return service
        .enablePush(
            Arguments.read(environment, "input", EnablePushInput.class), language(environment))
        .member();
  }

  private Object disablePush(DataFetchingEnvironment environment) {
    return service
        .disablePush(
            Arguments.read(environment, "input", ReceiptInput.class).receipt(),
            language(environment))
        .member();
  }

  private List<String> notices(DataFetchingEnvironment environment) {
    CaseReceived received = Objects.requireNonNull(environment.<CaseReceived>getSource());
    Language language = language(environment);
    return Stream.concat(
            received.notices().stream().map(key -> messages.text(language, key)),
            DraftNotice.of(language).stream())
        .toList();
  }

  private String promise(DataFetchingEnvironment environment) {
    return messages.text(language(environment), "push.promise");
  }

  private String eventText(DataFetchingEnvironment environment) {
    CaseEvent event = Objects.requireNonNull(environment.<CaseEvent>getSource());
    return messages.text(language(environment), "event." + event.kind());
  }

  private String messageWords(DataFetchingEnvironment environment) {
    String words = message(environment).words();
    return words == null ? messages.text(language(environment), "message.unreadable") : words;
  }

  private static CaseMessage message(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<CaseMessage>getSource());
  }

  /// As an entry of the directory, a view has an id of its own for each language of the reader: its
  /// texts depend on it, and a cache keeps one value for each id.
  private static String viewId(DataFetchingEnvironment environment) {
    String name = handle(environment).credential().viewName();
    Language reader = RequestContext.of(environment).language();
    return reader == Language.ZH_TW ? name : name + "~l" + reader.tag();
  }

  private String statusName(DataFetchingEnvironment environment) {
    CaseView view = Objects.requireNonNull(environment.<CaseView>getSource());
    return messages.text(language(environment), "status." + view.status());
  }

  private @Nullable String exerciseText(DataFetchingEnvironment environment) {
    CaseView view = Objects.requireNonNull(environment.<CaseView>getSource());
    return view.exercise() ? messages.text(language(environment), "notice.exercise") : null;
  }

  private String office(DataFetchingEnvironment environment) {
    return officeName(handle(environment).row().centre(), environment);
  }

  /// The office's name on the sender's phone: the county's intake. The centre's own name would tell
  /// a bystander what the case is about; only staff see it.
  private String officeName(String centre, DataFetchingEnvironment environment) {
    Language language = language(environment);
    return directory
        .centre(centre)
        .map(found -> found.areas().getFirst().name().text(language))
        .map(county -> messages.text(language, "office.neutral", Map.of("county", county)))
        .orElse(centre);
  }

  private List<CaseMessage> messages(DataFetchingEnvironment environment) {
    int last = Arguments.orDefault(environment, "last", 50);
    if (last < 1 || last > LONGEST_PAGE) {
      throw new RequestError("BAD_USER_INPUT", language -> messages.text(language, "page.invalid"));
    }
    CaseHandle handle = handle(environment);
    Optional<String> before = Optional.ofNullable(environment.getArgument("before"));
    return read(environment, () -> views.messages(handle, last, before))
        .orElseThrow(this::unavailable);
  }

  private List<Resource> referrals(DataFetchingEnvironment environment) {
    CaseRow row = handle(environment).row();
    return directory.resources(row.referredResources(), row.area());
  }

  private StaffedHours.Staffed staffed(DataFetchingEnvironment environment) {
    CaseRow row = handle(environment).row();
    return staffed.of(
        row.centre(),
        RequestContext.of(environment).instant(),
        row.urgency() == Urgency.IMMEDIATE_DANGER);
  }

  private String staffedText(DataFetchingEnvironment environment) {
    StaffedHours.Staffed known =
        Objects.requireNonNull(environment.<StaffedHours.Staffed>getSource());
    Language language = language(environment);
    String when = when(known, language);
    return known.danger() ? messages.text(language, "staffed.danger") + " " + when : when;
  }

  private String when(StaffedHours.Staffed known, Language language) {
    Boolean now = known.now();
    if (now == null) {
      return messages.text(language, "staffed.unknown");
    }
    if (now) {
      return messages.text(language, "staffed.now");
    }
    Instant from = known.nextFrom();
    if (from == null) {
      return messages.text(language, "staffed.nobody");
    }
    ZonedDateTime local = from.atZone(TaiwanTime.ZONE);
    return messages.text(
        language,
        "staffed.later",
        Map.of("day", local.toLocalDate(), "time", local.toLocalTime().toString()));
  }

  private boolean pushEnabled(DataFetchingEnvironment environment) {
    CaseHandle handle = handle(environment);
    // If the vault is unavailable, the rest of the answer is still given.
    return read(environment, () -> pushes.isEnabled(handle)).orElse(false);
  }

  private <T> Optional<T> read(DataFetchingEnvironment environment, Callable<T> work) {
    boolean changed =
        environment.getOperationDefinition().getOperation()
            == OperationDefinition.Operation.MUTATION;
    return service.read(
        RequestContext.of(environment).instant(), handle(environment), changed, work);
  }

  private RequestError unavailable() {
    return new RequestError(
        "TEMPORARILY_UNAVAILABLE", language -> messages.text(language, "storage.unavailable"));
  }

  private RequestError full() {
    return new RequestError(
        "TRY_LATER", language -> messages.text(language, "storage.unavailable"));
  }

  private static CaseHandle handle(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<CaseView>getSource()).handle();
  }

  private static Receipt receipt(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Receipt>getArgument("receipt"));
  }

  /// The language of a field with an optional argument for it.
  private static Language language(DataFetchingEnvironment environment) {
    Language argument =
        environment.containsArgument("language") ? environment.getArgument("language") : null;
    return RequestContext.of(environment).languageOr(argument);
  }
}
