package tw.shouwang.graphql.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.execution.PublicIsServed;

/// GraphiQL at `/graphiql`, to try the public schema in a browser, and at `/graphiql?schema=staff`
/// that of staff with a token. All files come from the jar, so it works offline. Not in production,
/// and not if its scripts are not packaged.
@Controller("/graphiql")
@Produces(MediaType.ALL)
@Requires(notEnv = "prod")
@Requires(resources = "classpath:META-INF/resources/webjars/graphiql/2.4.7/graphiql.min.js")
@Requires(condition = PublicIsServed.class)
@ExecuteOn(TaskExecutors.BLOCKING)
class GraphiQlController {

  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final MediaType SCRIPT = MediaType.of("text/javascript; charset=utf-8");
  private static final MediaType STYLE = MediaType.of("text/css; charset=utf-8");
  private static final MediaType PAGE = MediaType.of("text/html; charset=utf-8");

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "react.js",
          new Asset(WEBJARS + "react/18.3.1/umd/react.production.min.js", SCRIPT),
          "react-dom.js",
          new Asset(WEBJARS + "react-dom/18.3.1/umd/react-dom.production.min.js", SCRIPT),
          "graphiql.js",
          new Asset(WEBJARS + "graphiql/2.4.7/graphiql.min.js", SCRIPT),
          "graphiql.css",
          new Asset(WEBJARS + "graphiql/2.4.7/graphiql.min.css", STYLE),
          "fetcher.js",
          new Asset("/graphiql/fetcher.js", SCRIPT),
          "samples.js",
          new Asset("/graphiql/samples.js", SCRIPT),
          "start.js",
          new Asset("/graphiql/start.js", SCRIPT));

  /// Allows the page's own files. The editor sets styles at run time and has fonts in its style
  /// sheet.
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self'"
          + " data:; object-src 'none'; base-uri 'none'; form-action 'none'";

  private record Asset(String path, MediaType type) {}

  @Get
  HttpResponse<byte[]> page() throws IOException {
    return serve(new Asset("/graphiql/index.html", PAGE)).header("Content-Security-Policy", POLICY);
  }

  @Get("/{name}")
  HttpResponse<byte[]> asset(String name) throws IOException {
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "no such file");
    }
    return serve(asset);
  }

  private static MutableHttpResponse<byte[]> serve(Asset asset) throws IOException {
    try (@Nullable InputStream file = GraphiQlController.class.getResourceAsStream(asset.path)) {
      if (file == null) {
        throw new IllegalStateException("not packed: " + asset.path);
      }
      return HttpResponse.ok(file.readAllBytes()).contentType(asset.type);
    }
  }
}
