package tw.shouwang.api.cases.endtoend;

import graphql.language.OperationDefinition;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.admission.Stored;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.news.CaseNewsStream;
import tw.shouwang.api.cases.records.CaseHandle;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.EntryPages;
import tw.shouwang.api.cases.records.ReceiptWrapRepository;
import tw.shouwang.api.cases.sealing.CentreAnchor;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.PublishedAnchors;
import tw.shouwang.api.cases.sender.CaseProof;
import tw.shouwang.api.cases.sender.CaseService;
import tw.shouwang.api.cases.sites.Site;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.SubmissionRefused;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// The GraphQL fields for clients that seal.
@Singleton
@Requires(condition = InPublicProcess.class)
class SealedFetchers implements SchemaSlice {

  private static final Logger LOG = LoggerFactory.getLogger(SealedFetchers.class);
  private static final int LONGEST_PAGE = 100;
  private static final int USUAL_PAGE = 20;

  private final Messages messages = Messages.of("cases");
  private final SealedService service;
  private final CaseService cases;
  private final CentreKeyring keyring;
  private final CaseNewsStream news;
  private final EntryPages pages;
  private final ReceiptWrapRepository wraps;
  private final Envelopes envelopes;
  private final PublishedAnchors anchors;
  private final Alarm alarm;

  SealedFetchers(
      SealedService service,
      CaseService cases,
      CentreKeyring keyring,
      CaseNewsStream news,
      EntryPages pages,
      ReceiptWrapRepository wraps,
      Envelopes envelopes,
      PublishedAnchors anchors,
      InstantSource clock) {
    this.service = service;
    this.cases = cases;
    this.keyring = keyring;
    this.news = news;
    this.pages = pages;
    this.wraps = wraps;
    this.envelopes = envelopes;
    this.anchors = anchors;
    this.alarm = new Alarm(LOG, clock);
  }

  @Override
  public String name() {
    return "sealed";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .scalar(Base64UrlScalar.type())
        .type(
            "Query",
            type ->
                type.dataFetcher("centreKeysets", environment -> keyring.accepted())
                    .dataFetcher("centreAnchors", environment -> anchors.all())
                    .dataFetcher("sealedCase", this::sealedCase)
                    .dataFetcher("sealedCaseProof", this::sealedCaseProof))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("submitSealed", this::submitSealed)
                    .dataFetcher("addSealedMessage", this::addSealedMessage)
                    .dataFetcher("markSealedRead", this::markSealedRead)
                    .dataFetcher("changeSealedReceipt", this::changeSealedReceipt)
                    .dataFetcher("eraseSealedCase", this::eraseSealedCase)
                    .dataFetcher("enableSealedPush", this::enableSealedPush)
                    .dataFetcher("disableSealedPush", this::disableSealedPush))
        .type("Subscription", type -> type.dataFetcher("sealedCaseNews", this::sealedCaseNews))
        .type("SubmissionRefused", type -> type.dataFetcher("keysets", this::keysets))
        .type("Site", type -> type.dataFetcher("fingerprint", this::fingerprintOfSite))
        .type(
            "CentreAnchor",
            type ->
                type.dataFetcher("name", SealedFetchers::anchorName)
                    .dataFetcher("fingerprint", environment -> anchor(environment).fingerprint()))
        .type("SealedCaseReceived", type -> type.dataFetcher("case", SealedFetchers::received))
        .type("SealedMessageAdded", type -> type.dataFetcher("case", SealedFetchers::added))
        .type("SealedRead", type -> type.dataFetcher("case", SealedFetchers::read))
        .type("SealedReceiptChanged", type -> type.dataFetcher("case", SealedFetchers::changed))
        .type(
            "SealedCaseView",
            type ->
                type.dataFetcher("binding", environment -> handle(environment).row().binding())
                    .dataFetcher(
                        "commitment", environment -> handle(environment).row().keyCommitment())
                    .dataFetcher("receiptWrap", this::receiptWrap)
                    .dataFetcher("entries", this::entries));
  }

  private @Nullable SealedCaseView sealedCase(DataFetchingEnvironment environment) {
    return lookup(environment)
        .map(tokens -> shown(cases.view(tokens)))
        .map(SealedCaseView::new)
        .orElse(null);
  }

  private @Nullable CaseProof sealedCaseProof(DataFetchingEnvironment environment) {
    return lookup(environment).map(tokens -> shown(cases.proof(tokens))).orElse(null);
  }

  private Publisher<CaseNews> sealedCaseNews(DataFetchingEnvironment environment) {
    Optional<Tokens> tokens = lookup(environment);
    return tokens.isEmpty()
        ? Flux.empty()
        : news.of(tokens.get()).orElseThrow(() -> error("TRY_LATER"));
  }

  /// Empty for bytes of a wrong length, which lead to no case.
  private static Optional<Tokens> lookup(DataFetchingEnvironment environment) {
    byte[] lookup = Objects.requireNonNull(environment.<byte[]>getArgument("lookup"));
    return lookup.length == Tokens.BYTES ? Optional.of(Tokens.reading(lookup)) : Optional.empty();
  }

  private <T> @Nullable T shown(Stored<T> stored) {
    return switch (stored) {
      case Stored.Present<T>(T value) -> value;
      case Stored.Absent<T>() -> null;
      case Stored.Unavailable<T>() -> throw error("TEMPORARILY_UNAVAILABLE");
    };
  }

  private Object submitSealed(DataFetchingEnvironment environment) {
    return service
        .submit(
            Arguments.read(environment, "input", SubmitSealedInput.class),
            CallerKey.of(environment),
            language(environment))
        .member();
  }

  private Object addSealedMessage(DataFetchingEnvironment environment) {
    return service
        .addMessage(
            Arguments.read(environment, "input", AddSealedMessageInput.class),
            language(environment))
        .member();
  }

  private Object markSealedRead(DataFetchingEnvironment environment) {
    return service
        .markRead(
            Arguments.read(environment, "input", MarkSealedReadInput.class), language(environment))
        .member();
  }

  private Object changeSealedReceipt(DataFetchingEnvironment environment) {
    return service
        .changeReceipt(
            Arguments.read(environment, "input", ChangeSealedReceiptInput.class),
            language(environment))
        .member();
  }

  private Object eraseSealedCase(DataFetchingEnvironment environment) {
    return service
        .erase(Arguments.read(environment, "input", SealedCaseInput.class), language(environment))
        .member();
  }

  private Object enableSealedPush(DataFetchingEnvironment environment) {
    return service
        .enablePush(
            Arguments.read(environment, "input", EnableSealedPushInput.class),
            language(environment))
        .member();
  }

  private Object disableSealedPush(DataFetchingEnvironment environment) {
    return service
        .disablePush(
            Arguments.read(environment, "input", SealedCaseInput.class), language(environment))
        .member();
  }

  private static CentreAnchor anchor(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<CentreAnchor>getSource());
  }

  private static String anchorName(DataFetchingEnvironment environment) {
    return anchor(environment)
        .nameIn(RequestContext.of(environment).languageOr(environment.getArgument("language")));
  }

  private @Nullable String fingerprintOfSite(DataFetchingEnvironment environment) {
    Site site = Objects.requireNonNull(environment.<Site>getSource());
    return anchors.of(site.area()).map(CentreAnchor::fingerprint).orElse(null);
  }

  private List<CentreKey> keysets(DataFetchingEnvironment environment) {
    SubmissionRefused refused = Objects.requireNonNull(environment.<SubmissionRefused>getSource());
    return refused.code() == RefusalCode.GENERATION_NOT_USABLE ? keyring.accepted() : List.of();
  }

  private static SealedCaseView received(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SealedCaseReceived>getSource()).view();
  }

  private static SealedCaseView added(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SealedMessageAdded>getSource()).view();
  }

  private static SealedCaseView read(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SealedRead>getSource()).view();
  }

  private static SealedCaseView changed(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SealedReceiptChanged>getSource()).view();
  }

  private byte @Nullable [] receiptWrap(DataFetchingEnvironment environment) {
    CaseHandle handle = handle(environment);
    return read(
            environment,
            () ->
                wraps
                    .findByCaseId(handle.row().id())
                    .flatMap(wrap -> {
                      try {
                        return Optional.of(envelopes.inner(handle.row(), wrap));
                      } catch (TamperedException e) {
                        alarm.raise(
                            "a case's wrap does not open with the storage key of its week: its"
                                + " sender's app cannot read it; somebody has changed the database"
                                + " or the key folder");
                        return Optional.empty();
                      }
                    }))
        .orElse(null);
  }

  private List<SealedEntry> entries(DataFetchingEnvironment environment) {
    int last = Arguments.orDefault(environment, "last", USUAL_PAGE);
    if (last < 1 || last > LONGEST_PAGE) {
      throw new RequestError("BAD_USER_INPUT", language -> messages.text(language, "page.invalid"));
    }
    CaseHandle handle = handle(environment);
    Optional<String> before = Optional.ofNullable(environment.getArgument("before"));
    return read(
        environment,
        () ->
            pages.page(handle.row().id(), last, before).reversed().stream()
                .map(SealedEntry::of)
                .toList());
  }

  private <T> T read(DataFetchingEnvironment environment, Callable<T> work) {
    return cases
        .read(
            RequestContext.of(environment).instant(),
            handle(environment),
            environment.getOperationDefinition().getOperation()
                == OperationDefinition.Operation.MUTATION,
            work)
        .orElseThrow(() -> error("TEMPORARILY_UNAVAILABLE"));
  }

  private RequestError error(String code) {
    return new RequestError(code, language -> messages.text(language, "storage.unavailable"));
  }

  private static CaseHandle handle(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<SealedCaseView>getSource()).view().handle();
  }

  private static Language language(DataFetchingEnvironment environment) {
    return RequestContext.of(environment).language();
  }
}
