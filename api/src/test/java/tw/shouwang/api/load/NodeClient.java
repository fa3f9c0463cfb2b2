package tw.shouwang.api.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;

/// Asks one address of the service. Callers are told apart by `X-Forwarded-For`.
class NodeClient implements AutoCloseable {

  private final URI uri;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  NodeClient(URI uri) {
    this.uri = uri;
  }

  URI uri() {
    return uri;
  }

  HttpRequest get(String path) {
    return request(path, "198.51.100.1").GET().build();
  }

  HttpRequest post(String path, String address, byte[] body, String... headers) {
    HttpRequest.Builder request =
        request(path, address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  /// @param query as it stands in JSON, without line ends and with its quotes escaped
  HttpRequest ask(String address, String query) {
    return post(
        "/graphql", address, ("{\"query\":\"" + query + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest submit(String address, String urgency) {
    return mutate(
        address,
        "submitConcern",
        "SubmitConcernInput",
        "\"receipt\":\""
            + Forms.receipt().text()
            + "\",\"topic\":\"OTHER\",\"urgency\":\""
            + urgency
            + "\",\"words\":\"三樓的阿嬤好幾天沒有出門了\",\"area\":\"63000030\"");
  }

  HttpRequest message(String address, Receipt receipt, String id, String words) {
    return mutate(
        address,
        "addMessage",
        "AddMessageInput",
        "\"receipt\":\""
            + receipt.text()
            + "\",\"messageId\":\""
            + id
            + "\",\"words\":\""
            + words
            + "\"");
  }

  HttpRequest mutate(String address, String field, String type, String fields) {
    String query =
        "mutation($input: "
            + type
            + "!) { "
            + field
            + "(input: $input) { __typename ... on SubmissionRefused { code emergency { key } } }"
            + " }";
    return post(
        "/graphql",
        address,
        ("{\"query\":\"" + query + "\",\"variables\":{\"input\":{" + fields + "}}}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path, String address) {
    return HttpRequest.newBuilder(uri().resolve(path))
        .header("Accept", "application/json, */*")
        .header("X-Forwarded-For", address)
        .timeout(Duration.ofSeconds(20));
  }

  /// The answer's status and body; status 0 where there is none.
  String send(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "0 " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "0 " + e;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
