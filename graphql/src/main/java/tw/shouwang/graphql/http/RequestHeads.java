package tw.shouwang.graphql.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tw.shouwang.graphql.errors.ErrorCode;

/// Checks a request's head behind the codec and before the framework. A refused request is marked
/// as undecodable; [FrameworkErrors] answers it, and the connection is closed.
final class RequestHeads extends ChannelInboundHandlerAdapter {

  static final String SOCKET_VERSION = "13";

  /// Sixteen bytes in base64.
  private static final Pattern SOCKET_KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

  private final int most;
  private final Set<String> roomyPrefixes;

  /// @param most bytes of a head at public addresses
  /// @param roomyPrefixes path prefixes for which only the codec's limit applies
  RequestHeads(int most, Set<String> roomyPrefixes) {
    this.most = most;
    this.roomyPrefixes = Set.copyOf(roomyPrefixes);
  }

  /// Why a head was refused.
  static class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Refused(ErrorCode code) {
      super(code.name(), null, false, false);
      this.code = code;
    }

    ErrorCode code() {
      return code;
    }
  }

  /// A WebSocket handshake of another version than ours, or without a key.
  static final class UnknownHandshake extends Refused {

    private static final long serialVersionUID = 1L;

    UnknownHandshake() {
      super(ErrorCode.BAD_REQUEST);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
      request.setUri(WrittenAddress.encoded(request.uri()));
      HttpHeaders headers = request.headers();
      ReadableLanguages.clean(headers);
      // All answers are UTF-8, and the framework fails at malformed values, as it does for
      // languages.
      headers.remove(HttpHeaderNames.ACCEPT_CHARSET);
      if (!isSpoken(request.protocolVersion())) {
        // The answer takes its version from the request, and has to be one that exists.
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        request.setDecoderResult(DecoderResult.failure(new Refused(ErrorCode.BAD_REQUEST)));
      } else if (!isUpperCase(request.method())
          || !isForOneHost(request)
          || !isTransferKnown(headers)) {
        request.setDecoderResult(DecoderResult.failure(new Refused(ErrorCode.BAD_REQUEST)));
      } else if (asksForSocket(headers) && !isHandshake(headers)) {
        request.setDecoderResult(DecoderResult.failure(new UnknownHandshake()));
      } else if (isTooLong(headers) && !isRoomy(request.uri())) {
        request.setDecoderResult(DecoderResult.failure(new Refused(ErrorCode.HEADERS_TOO_LARGE)));
      }
    }
    if (message instanceof HttpRequest request && request.decoderResult().isFailure()) {
      // The framework begins a WebSocket whatever the result says.
      request.headers().remove(HttpHeaderNames.UPGRADE);
    }
    super.channelRead(context, message);
  }

  private static boolean asksForSocket(HttpHeaders headers) {
    return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  /// Whether the handshake is whole and of the version that [SocketFrames] reads (RFC 6455, 4.2.1).
  /// The framework begins others, fails halfway with a line in the log, and neither answers nor
  /// closes.
  private static boolean isHandshake(HttpHeaders headers) {
    List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of(SOCKET_VERSION))
        && keys.size() == 1
        && SOCKET_KEY.matcher(keys.getFirst().strip()).matches();
  }

  /// Whether we know the transfer coding. If a proxy in front decodes a coding that we do not, the
  /// two disagree about where the body ends (RFC 9112, 6.1).
  private static boolean isTransferKnown(HttpHeaders headers) {
    if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return true;
    }
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.size() == 1
        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip())
        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH);
  }

  /// Whether the HTTP version is supported. A proxy would not read a request of another version as
  /// this one.
  private static boolean isSpoken(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
  }

  /// Whether the method is in upper case, as every known one is. Methods are case-sensitive (RFC
  /// 9110, 9.1), but the framework reads `get` as GET, and a proxy's rules for GET do not apply to
  /// it.
  private static boolean isUpperCase(HttpMethod method) {
    return method.name().equals(method.name().toUpperCase(Locale.ROOT));
  }

  /// Whether the request names one host. With two, a proxy in front may have used the other one;
  /// before HTTP/1.1 none is needed (RFC 9112, 3.2).
  private static boolean isForOneHost(HttpRequest request) {
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    return hosts == 1
        || (hosts == 0 && request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0);
  }

  private boolean isTooLong(HttpHeaders headers) {
    int length = 0;
    Iterator<Map.Entry<CharSequence, CharSequence>> lines = headers.iteratorCharSequence();
    while (lines.hasNext()) {
      Map.Entry<CharSequence, CharSequence> line = lines.next();
      length += line.getKey().length() + line.getValue().length() + 4;
    }
    return length > most;
  }

  private boolean isRoomy(String address) {
    return roomyPrefixes.stream().anyMatch(address::startsWith);
  }
}
