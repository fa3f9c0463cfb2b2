package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tw.shouwang.api.process.InPublicProcess;

/// The program that computes from the bundle, without a network, whether an entry is open: a module
/// of JavaScript without dependencies.
@Requires(condition = InPublicProcess.class)
@Controller("/directory/evaluator.js")
@ExecuteOn(TaskExecutors.BLOCKING)
class EvaluatorController {

  private final byte[] program = read();

  @Get
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> evaluator() {
    return HttpResponse.ok(program)
        .contentType("text/javascript;charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
  }

  private static byte[] read() {
    try (InputStream stream =
        Objects.requireNonNull(
            EvaluatorController.class.getResourceAsStream("/directory/evaluator.js"))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
