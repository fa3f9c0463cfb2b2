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
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.intake.StorageAway;
import tw.shouwang.api.intake.login.StaffAuthentication;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.errors.RequestError;

/// Where an export is fetched: with the login of whoever asked for it, and as long as it holds.
@Controller("/staff/exports")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Requires(condition = InStaffProcess.class)
class ExportController {

  private final CaseExports exports;

  ExportController(CaseExports exports) {
    this.exports = exports;
  }

  @Get("/{id}")
  @Produces(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> fetch(String id, HttpRequest<?> request) throws IOException {
    Optional<CaseExports.Download> found;
    try {
      StaffMember member = StaffAuthentication.of(request);
      Optional<UUID> known = CaseIds.parse(id);
      found = known.isPresent() ? exports.fetch(member, known.get()) : Optional.empty();
    } catch (RequestError e) {
      // Roles that have no exports.
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    } catch (RuntimeException e) {
      if (StorageAway.isCauseOf(e)) {
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
      }
      throw e;
    }
    if (found.isEmpty()) {
      return HttpResponse.notFound();
    }
    ExportFormat format = found.get().format();
    StreamedFile file = new StreamedFile(found.get().content(), MediaType.of(format.mediaType()));
    return HttpResponse.ok(file.attach("cases." + format.suffix()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff");
  }
}
