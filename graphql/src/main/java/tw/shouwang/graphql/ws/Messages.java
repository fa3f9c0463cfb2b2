package tw.shouwang.graphql.ws;

import java.nio.charset.StandardCharsets;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.json.JsonWriter;

/// The server's messages of graphql-transport-ws.
final class Messages {

  static final String ACK = "{\"type\":\"connection_ack\"}";
  static final String PING = "{\"type\":\"ping\"}";
  static final String PONG = "{\"type\":\"pong\"}";
  private static final String REFUSED = "{\"errors\":";

  private Messages() {}

  /// A message about an operation.
  ///
  /// @param last whether it ends the operation
  record Message(String text, boolean last) {}

  /// A refusal is an `error` message, which ends the operation. Its payload is only the list of
  /// errors; the response's other parts stand beside it.
  static Message answer(String id, Answer answer) {
    String json = new String(answer.json(), StandardCharsets.UTF_8);
    if (answer.refusal() == null) {
      return new Message(
          "{\"id\":" + text(id) + ",\"type\":\"next\",\"payload\":" + json + "}", false);
    }
    String errors = json.substring(REFUSED.length(), json.length() - 1);
    return new Message(
        "{\"id\":" + text(id) + ",\"type\":\"error\",\"payload\":" + errors + "}", true);
  }

  static Message complete(String id) {
    return new Message("{\"id\":" + text(id) + ",\"type\":\"complete\"}", true);
  }

  private static String text(String id) {
    return new String(JsonWriter.write(id), StandardCharsets.UTF_8);
  }
}
