package tw.shouwang.graphql.sse;

import java.nio.charset.StandardCharsets;

/// The bytes of single server-sent events.
final class EventFrames {

  static final byte[] PING = ascii(":\n\n");
  static final byte[] COMPLETE = ascii("event: complete\ndata:\n\n");
  private static final byte[] NEXT = ascii("event: next\ndata: ");
  private static final byte[] END = ascii("\n\n");

  private EventFrames() {}

  /// JSON as our writer makes it has no line breaks.
  static byte[] next(byte[] json) {
    return joined(NEXT, json, END);
  }

  /// The operation's id is written as JSON by the caller.
  static byte[] next(byte[] id, byte[] json) {
    return joined(NEXT, ascii("{\"id\":"), id, ascii(",\"payload\":"), json, ascii("}"), END);
  }

  static byte[] complete(byte[] id) {
    return joined(ascii("event: complete\ndata: {\"id\":"), id, ascii("}"), END);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
