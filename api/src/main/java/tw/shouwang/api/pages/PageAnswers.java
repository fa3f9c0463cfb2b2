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
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.pages.KeptPages.KeptPage;
import tw.shouwang.api.pages.data.Basics;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.http.FormBody;
import tw.shouwang.graphql.http.GraphQlHttp;
import tw.shouwang.graphql.http.GraphQlSettings;

/// Answers a request with a page: asks its document, and renders the answer unless the page is
/// kept. Where nothing can be shown, the answer is a refusal as a page.
///
/// A kept page is sent where its answer arrives. Everything else is read and rendered by
/// `blocking`: it takes milliseconds, in which an event loop would serve none of its other
/// connections.
@Singleton
@Requires(condition = InPublicProcess.class)
class PageAnswers {

  /// Nor compressed: the length would tell what it says.
  private static final String CONFIDENTIAL = "no-store, no-transform";

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

  /// Asks a document that changes something, or whose answer decides which page follows, and goes
  /// on with the answer's data; where the engine refused or failed, the refusal is the page.
  <T> CompletableFuture<HttpResponse<byte[]>> ask(
      Visit visit,
      PageDocument document,
      Map<String, @Nullable Object> variables,
      Class<T> type,
      Function<T, CompletableFuture<HttpResponse<byte[]>>> then) {
    return queries
        .ask(document, variables, visit)
        .thenComposeAsync(
            answer -> {
              ErrorCode refusal = answer.refusal();
              if (refusal != null) {
                return CompletableFuture.completedFuture(
                    refused(visit.request(), answer, status(refusal)));
              }
              T data = queries.read(answer, type);
              return data == null
                  ? CompletableFuture.completedFuture(
                      refused(visit.request(), HttpStatus.SERVICE_UNAVAILABLE))
                  : then.apply(data);
            },
            blocking);
  }

  /// What a document about somebody's own case was answered.
  ///
  /// @param data null if there is none
  /// @param codes those of the answer's errors
  record Reply<T>(@Nullable T data, List<String> codes, HttpStatus status) {

    /// Whether the service failed or refused to answer at all, which says nothing of the case.
    boolean isUnread() {
      return !codes.isEmpty() && !codes.contains("INVALID_RECEIPT");
    }
  }

  /// Asks a document whose errors decide which page follows.
  <T> CompletableFuture<Reply<T>> asked(
      Visit visit, PageDocument document, Map<String, @Nullable Object> variables, Class<T> type) {
    return queries
        .ask(document, variables, visit)
        .thenApplyAsync(
            answer -> {
              ErrorCode refusal = answer.refusal();
              return new Reply<>(
                  queries.read(answer, type),
                  queries.codes(answer),
                  refusal == null ? HttpStatus.SERVICE_UNAVAILABLE : status(refusal));
            },
            blocking);
  }

  /// A page about somebody's own case, from data that were asked before.
  <T extends Basics> CompletableFuture<HttpResponse<byte[]>> answer(
      Visit visit, PageBinding<T> binding, T data) {
    return CompletableFuture.supplyAsync(
        () ->
            writer
                .page(HttpResponse.ok(html(visit, binding, data)), visit)
                .header(HttpHeaders.CACHE_CONTROL, CONFIDENTIAL),
        blocking);
  }

  /// Leads to another page of ours, in the same language and district.
  static CompletableFuture<HttpResponse<byte[]>> elsewhere(Visit visit, String path) {
    return CompletableFuture.completedFuture(
        HttpResponse.<byte[]>seeOther(URI.create(visit.to(path)))
            .header(HttpHeaders.CACHE_CONTROL, "no-store"));
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

  private HttpResponse<byte[]> refused(HttpRequest<?> request, Answer answer, HttpStatus status) {
    MutableHttpResponse<byte[]> page = refused(request, status);
    if (answer.retryAfterSeconds() > 0) {
      page.header(HttpHeaders.RETRY_AFTER, Integer.toString(answer.retryAfterSeconds()));
    }
    return page;
  }

  private <T extends Basics> CompletableFuture<HttpResponse<byte[]>> show(
      Visit visit, PageBinding<T> binding, Answer answer) {
    ErrorCode refusal = answer.refusal();
    if (refusal != null) {
      return CompletableFuture.completedFuture(refused(visit.request(), answer, status(refusal)));
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
        : writer
            .page(HttpResponse.ok(page.html()), visit)
            .header(HttpHeaders.CACHE_CONTROL, uncached(answer));
  }

  /// A page at an address holds as long as the answer that it shows.
  private HttpResponse<byte[]> cacheable(Visit visit, Answer answer, KeptPage page) {
    Answer.Caching caching = answer.caching();
    if (caching == null) {
      return writer
          .page(HttpResponse.ok(page.html()), visit)
          .header(HttpHeaders.CACHE_CONTROL, uncached(answer));
    }
    String known = visit.request().getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    MutableHttpResponse<byte[]> response =
        known != null && known.contains(page.etag().substring(2))
            ? HttpResponse.notModified()
            : HttpResponse.ok(page.html());
    long seconds = Math.max(0, Duration.between(clock.instant(), caching.until()).toSeconds());
    return writer
        .page(response, visit)
        .header(HttpHeaders.ETAG, page.etag())
        .header(
            HttpHeaders.CACHE_CONTROL,
            (caching.languageNamed() ? "public, max-age=" : "private, max-age=") + seconds);
  }

  /// `Cache-Control` of a page that nobody may keep. The length of a page about a case must not
  /// tell what it says, so nobody on the way may compress it.
  static String uncached(Answer answer) {
    return answer.confidential() ? CONFIDENTIAL : "no-store";
  }

  /// The status of a refusal: that of the same refusal over GraphQL.
  static HttpStatus status(ErrorCode code) {
    return GraphQlHttp.status(code);
  }
}
