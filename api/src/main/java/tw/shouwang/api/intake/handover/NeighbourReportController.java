package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.inject.Named;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import tw.shouwang.api.intake.answers.StorageOutage;
import tw.shouwang.api.intake.webhooks.NeighbourCalls;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.http.BodyReader;
import tw.shouwang.graphql.http.GraphQlHttp;
import tw.shouwang.i18n.Messages;

/// The address at which a neighbour system reports back, signed with the secret of its webhook.
@Controller("/neighbours")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(condition = InStaffProcess.class)
class NeighbourReportController {

  /// The most bytes that are read before the signature is checked; a report is three short values.
  private static final int MOST_BYTES = 4_096;

  private static final String AGAIN_AFTER_SECONDS = "30";

  private final NeighbourReports reports;
  private final GraphQlHttp http;
  private final ExecutorService blocking;
  private final Messages messages = Messages.of("handover");

  NeighbourReportController(
      NeighbourReports reports,
      GraphQlHttp http,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.reports = reports;
    this.http = http;
    this.blocking = blocking;
  }

  @Post("/{receiver}/reports")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  CompletableFuture<HttpResponse<?>> report(String receiver, HttpRequest<?> request) {
    return BodyReader.read(request, MOST_BYTES)
        .thenApplyAsync(
            body ->
                body.<HttpResponse<?>>map(read -> report(receiver, read, request))
                    .orElseGet(() -> unsigned(request)),
            blocking);
  }

  private HttpResponse<?> report(String receiver, byte[] body, HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    try {
      return answer(
          reports.report(
              new NeighbourCalls.Call(
                  receiver,
                  headers.get("webhook-id"),
                  headers.get("webhook-timestamp"),
                  headers.get("webhook-signature"),
                  body)),
          request);
    } catch (RuntimeException e) {
      if (StorageOutage.isCauseOf(e)) {
        return http.refuse(http.schemaAt(request), request, ErrorCode.TEMPORARILY_UNAVAILABLE)
            .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
      }
      throw e;
    }
  }

  private HttpResponse<?> answer(NeighbourReports.Answer answer, HttpRequest<?> request) {
    return switch (answer) {
      case NeighbourReports.Answer.Recorded recorded ->
          HttpResponse.ok(recorded)
              .contentType(MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "no-store");
      case NeighbourReports.Answer.NotGenuine() -> unsigned(request);
      case NeighbourReports.Answer.Invalid(var field) ->
          refused(request, HttpStatus.BAD_REQUEST, "INVALID", "report.invalid", field);
      case NeighbourReports.Answer.Unknown() ->
          refused(request, HttpStatus.NOT_FOUND, "UNKNOWN_HANDOVER", "report.unknown", "");
      case NeighbourReports.Answer.WrongState(var state) ->
          refused(request, HttpStatus.CONFLICT, "WRONG_STATE", "report.wrongState", state.name());
      case NeighbourReports.Answer.NumberUsed() ->
          refused(request, HttpStatus.CONFLICT, "NUMBER_USED", "report.numberUsed", "");
    };
  }

  private HttpResponse<?> unsigned(HttpRequest<?> request) {
    return refused(request, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "report.unsigned", "");
  }

  private HttpResponse<?> refused(
      HttpRequest<?> request, HttpStatus status, String code, String message, String value) {
    return http.refuse(
        http.schemaAt(request),
        request,
        status,
        new RequestError(
            code, language -> messages.text(language, message, Map.of("value", value))));
  }
}
