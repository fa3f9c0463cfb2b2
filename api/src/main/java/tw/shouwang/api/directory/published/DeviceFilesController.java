package tw.shouwang.api.directory.published;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
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
import tw.shouwang.api.process.PackedBytes;

/// What belongs to the bundle and changes with a release only: the program that computes from it
/// without a network, a module of JavaScript without dependencies, and the JSON Schemas of the
/// bundle and of an entry.
@Requires(condition = InPublicProcess.class)
@Controller("/directory")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class DeviceFilesController {

  private static final int SECONDS = 3600;
  private static final String SCHEMA = "application/schema+json";

  private final PackedBytes evaluator = read("evaluator.js");
  private final PackedBytes bundleSchema = read("bundle.schema.json");
  private final PackedBytes entrySchema = read("entry.schema.json");

  @Get("/evaluator.js")
  HttpResponse<byte[]> evaluator(HttpRequest<?> request) {
    return evaluator.tagged(request, "text/javascript;charset=utf-8", SECONDS);
  }

  @Get("/bundle.schema.json")
  HttpResponse<byte[]> bundleSchema(HttpRequest<?> request) {
    return bundleSchema.tagged(request, SCHEMA, SECONDS);
  }

  @Get("/entry.schema.json")
  HttpResponse<byte[]> entrySchema(HttpRequest<?> request) {
    return entrySchema.tagged(request, SCHEMA, SECONDS);
  }

  private static PackedBytes read(String name) {
    try (InputStream stream =
        Objects.requireNonNull(
            DeviceFilesController.class.getResourceAsStream("/directory/" + name))) {
      return PackedBytes.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
