package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.intake.answers.StorageOutage;
import tw.shouwang.api.intake.handover.CaseExports.Fetched;
import tw.shouwang.api.intake.login.StaffAuthentication;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Ids;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.graphql.http.GraphQlHttp;
import tw.shouwang.i18n.Messages;

/// The address of a download, for the member who requested it, until it expires.
@Controller("/staff/exports")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Requires(condition = InStaffProcess.class)
class ExportController {

  private static final String AGAIN_AFTER_SECONDS = "30";

  private final CaseExports exports;
  private final GraphQlHttp http;
  private final Messages messages = Messages.of("handover");

  ExportController(CaseExports exports, GraphQlHttp http) {
    this.exports = exports;
    this.http = http;
  }

  @Get(value = "/{id}", headRoute = false)
  @Produces(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> fetch(String id, HttpRequest<?> request) throws IOException {
    try {
      StaffMember member = StaffAuthentication.of(request);
      Optional<UUID> known = Ids.parse(id);
      return answer(
          known.isPresent() ? exports.fetch(member, known.get()) : new Fetched.Unknown(), request);
    } catch (RequestError e) {
      // The member's roles include no exports.
      return http.refuse(http.schemaAt(request), request, HttpStatus.FORBIDDEN, e);
    } catch (RuntimeException e) {
      if (StorageOutage.isCauseOf(e)) {
        return unavailable(request);
      }
      throw e;
    }
  }

  private HttpResponse<?> answer(Fetched fetched, HttpRequest<?> request) {
    return switch (fetched) {
      case Fetched.Download(var format, var content) -> file(format, content);
      case Fetched.Unknown() ->
          http.refuse(
              http.schemaAt(request),
              request,
              HttpStatus.NOT_FOUND,
              new RequestError(
                  ErrorCode.NOT_FOUND.name(), language -> messages.text(language, "export.gone")));
      case Fetched.Busy() -> unavailable(request);
    };
  }

  private HttpResponse<?> unavailable(HttpRequest<?> request) {
    return http.refuse(http.schemaAt(request), request, ErrorCode.TEMPORARILY_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
  }

  private static HttpResponse<?> file(ExportFormat format, InputStream content) {
    StreamedFile file = new StreamedFile(content, MediaType.of(format.mediaType()));
    return HttpResponse.ok(file.attach("cases." + format.suffix()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
  }
}
