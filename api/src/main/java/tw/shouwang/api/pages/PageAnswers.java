package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.KeptPages.KeptPage;
import tw.shouwang.api.pages.data.Basics;
import tw.shouwang.api.pages.data.PlainData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.Padding;
import tw.shouwang.graphql.http.EntityTags;
import tw.shouwang.graphql.http.FormBody;
import tw.shouwang.graphql.http.GraphQlHttp;
import tw.shouwang.graphql.http.GraphQlSettings;

/// Answers a request with a page: executes its document, and renders the answer unless the page is
/// cached. If nothing can be shown, the answer is a refusal as a page.
///
/// A cached page is sent by the thread on which its answer arrives. Everything else is read and
/// rendered by `blocking`: it takes milliseconds, in which an event loop would serve none of its
/// other connections.
@Singleton
@Requires(condition = InPublicProcess.class)
class PageAnswers {

  /// The `Cache-Control` of confidential pages. Proxies must not compress them either
  /// (`no-transform`), because the length would reveal what they say.
  private static final String CONFIDENTIAL = "no-store, no-transform";

  private static final byte[] BEFORE = "<!--".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "-->".getBytes(StandardCharsets.US_ASCII);

  private final PageQueries queries;
  private final PageWriter writer;
  private final KeptPages kept;
  private final RefusedPages refusals;
  private final GraphQlHttp http;
  private final GraphQlSettings limits;
  private final PagesSettings settings;
  private final InstantSource clock;
  private final ExecutorService blocking;

  PageAnswers(
      PageQueries queries,
      PageWriter writer,
      KeptPages kept,
      RefusedPages refusals,
      GraphQlHttp http,
      GraphQlSettings limits,
      PagesSettings settings,
      InstantSource clock,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.queries = queries;
    this.writer = writer;
    this.kept = kept;
    this.refusals = refusals;
    this.http = http;
    this.limits = limits;
    this.settings = settings;
    this.clock = clock;
    this.blocking = blocking;
  }

  <T extends Basics> CompletableFuture<HttpResponse<byte[]>> show(
      Visit visit, PageBinding<T> binding) {
    return queries
        .ask(binding.document(), binding.variables(), visit)
        .thenCompose(answer -> show(visit, binding, answer));
  }

  /// The answer to a document that decides which page follows.
  ///
  /// @param data null if there is none
  /// @param codes those of the answer's errors
  /// @param refusal why nothing was executed; null if it was
  /// @param retryAfterSeconds when to try again, if the visitor was rate limited; else 0
  record Reply<T>(
      @Nullable T data, List<String> codes, @Nullable ErrorCode refusal, int retryAfterSeconds) {

    /// Whether the service failed or refused to answer at all, which says nothing of the case.
    boolean isUnread() {
      return !codes.isEmpty() && !codes.contains("INVALID_RECEIPT");
    }
  }

  /// Executes a document that changes something, or whose answer decides which page follows. The
  /// returned stage completes off the event loops.
  <T> CompletableFuture<Reply<T>> ask(
      Visit visit, PageDocument document, Map<String, @Nullable Object> variables, Class<T> type) {
    return queries
        .ask(document, variables, visit)
        .thenApplyAsync(
            answer ->
                new Reply<>(
                    queries.read(answer, type),
                    queries.codes(answer),
                    answer.refusal(),
                    answer.retryAfterSeconds()),
            blocking);
  }

  /// The emergency numbers as they were last known, for a page that must be shown whatever fails.
  PlainData lastKnown(Visit visit) {
    return refusals.lastKnown(visit.language());
  }

  /// A page about somebody's own case, from data that were read before.
  <T extends Basics> CompletableFuture<HttpResponse<byte[]>> answer(
      Visit visit, PageBinding<T> binding, T data) {
    return CompletableFuture.supplyAsync(
        () -> unkept(visit, html(visit, binding, data), /* confidential= */ true), blocking);
  }

  /// Reads a form and goes on with its fields; a form that is not read is refused as a page.
  CompletableFuture<HttpResponse<byte[]>> read(
      HttpRequest<?> request,
      Function<FormBody.Fields, CompletableFuture<HttpResponse<byte[]>>> then) {
    return FormBody.read(request, limits.maxBodyBytes(), settings.ownOrigins())
        .thenCompose(read ->
            switch (read) {
              case FormBody.Fields fields -> then.apply(fields);
              case FormBody.Foreign _ ->
                  CompletableFuture.completedFuture(refused(request, HttpStatus.FORBIDDEN));
              case FormBody.Refused(ErrorCode code) ->
                  CompletableFuture.completedFuture(refused(request, status(code)));
            });
  }

  /// A refusal as a page, whatever the sender accepts.
  MutableHttpResponse<byte[]> refused(HttpRequest<?> request, HttpStatus status) {
    return refusals
        .page(Visit.of(request), status)
        .orElseGet(
            () -> http.refuse(SchemaSlice.PUBLIC, request, ErrorCode.TEMPORARILY_UNAVAILABLE));
  }

  /// A reply without a result, as a page: the refusal, or that it failed.
  CompletableFuture<HttpResponse<byte[]>> refused(Visit visit, Reply<?> reply) {
    return CompletableFuture.completedFuture(
        refused(visit.request(), reply.refusal(), reply.retryAfterSeconds()));
  }

  private HttpResponse<byte[]> refused(
      HttpRequest<?> request, @Nullable ErrorCode refusal, int retryAfterSeconds) {
    MutableHttpResponse<byte[]> page =
        refused(request, refusal == null ? HttpStatus.SERVICE_UNAVAILABLE : status(refusal));
    if (retryAfterSeconds > 0) {
      page.header(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
    }
    return page;
  }

  private <T extends Basics> CompletableFuture<HttpResponse<byte[]>> show(
      Visit visit, PageBinding<T> binding, Answer answer) {
    ErrorCode refusal = answer.refusal();
    if (refusal != null) {
      return CompletableFuture.completedFuture(
          refused(visit.request(), refusal, answer.retryAfterSeconds()));
    }
    KeptPage page =
        binding.followsFromItsAnswer(visit) ? kept.find(answer, binding.template()) : null;
    return page == null
        ? CompletableFuture.supplyAsync(() -> rendered(visit, binding, answer), blocking)
        : CompletableFuture.completedFuture(sent(visit, binding, answer, page));
  }

  private <T extends Basics> HttpResponse<byte[]> rendered(
      Visit visit, PageBinding<T> binding, Answer answer) {
    T data = queries.read(answer, binding.type());
    if (data == null || !binding.readable().test(data)) {
      return refused(visit.request(), HttpStatus.SERVICE_UNAVAILABLE);
    }
    if (!binding.found().test(data)) {
      return refused(visit.request(), HttpStatus.NOT_FOUND);
    }
    KeptPage page = KeptPage.of(binding.template(), html(visit, binding, data));
    if (binding.followsFromItsAnswer(visit)) {
      kept.offer(answer, page);
    }
    return sent(visit, binding, answer, page);
  }

  private <T extends Basics> byte[] html(Visit visit, PageBinding<T> binding, T data) {
    return writer.html(
        binding.template(), visit, binding.path(), binding.posted(), data, binding.more());
  }

  private HttpResponse<byte[]> sent(
      Visit visit, PageBinding<?> binding, Answer answer, KeptPage page) {
    return binding.posted() == null && !PageFrame.isOfACase(binding.path())
        ? cacheable(visit, answer, page)
        : unkept(visit, page.html(), answer.confidential() || PageFrame.isOfACase(binding.path()));
  }

  /// A page at an address may be cached as long as the answer that it shows.
  private HttpResponse<byte[]> cacheable(Visit visit, Answer answer, KeptPage page) {
    Answer.Caching caching = answer.caching();
    if (caching == null) {
      return unkept(visit, page.html(), answer.confidential());
    }
    MutableHttpResponse<byte[]> response =
        EntityTags.anyMatches(
                visit.request().getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), page.tag())
            ? HttpResponse.notModified()
            : HttpResponse.ok(page.html());
    long seconds = Math.max(0, Duration.between(clock.instant(), caching.until()).toSeconds());
    return writer
        .page(response, visit)
        .header(HttpHeaders.ETAG, "W/\"" + page.tag() + '"')
        .header(
            HttpHeaders.CACHE_CONTROL,
            (caching.languageNamed() ? "public, max-age=" : "private, max-age=") + seconds);
  }

  /// A page that must not be stored. The length of a page about a case must not reveal what it
  /// says: the page has one of the engine's lengths, and proxies must not compress it.
  private HttpResponse<byte[]> unkept(Visit visit, byte[] html, boolean confidential) {
    return writer
        .page(HttpResponse.ok(confidential ? padded(html) : html), visit)
        .header(HttpHeaders.CACHE_CONTROL, confidential ? CONFIDENTIAL : "no-store");
  }

  /// Padded by an HTML comment of blanks after its end.
  static byte[] padded(byte[] html) {
    int size = Padding.size(html.length + BEFORE.length + AFTER.length);
    byte[] padded = Arrays.copyOf(html, size);
    Arrays.fill(padded, html.length, size, (byte) ' ');
    System.arraycopy(BEFORE, 0, padded, html.length, BEFORE.length);
    System.arraycopy(AFTER, 0, padded, size - AFTER.length, AFTER.length);
    return padded;
  }

  /// The status of a refusal: that of the same refusal over GraphQL.
  static HttpStatus status(ErrorCode code) {
    return GraphQlHttp.status(code);
  }
}
