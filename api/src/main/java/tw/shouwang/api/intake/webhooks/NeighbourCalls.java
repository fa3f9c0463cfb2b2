package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InStaffProcess;

/// Recognizes neighbour systems that call us, by the secret that they share with us: what they send
/// is signed by the same rules as what they get, over a number used once, the time and the body.
@Singleton
@Requires(condition = InStaffProcess.class)
public class NeighbourCalls {

  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_.-]{8,100}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final WebhookReceivers receivers;
  private final KeyFiles keys;
  private final InstantSource clock;

  NeighbourCalls(WebhookReceivers receivers, KeyFiles keys, InstantSource clock) {
    this.receivers = receivers;
    this.keys = keys;
    this.clock = clock;
  }

  /// A call as it arrived.
  ///
  /// @param number `webhook-id`, a number used once
  /// @param timestamp `webhook-timestamp`, in seconds
  /// @param signatures `webhook-signature`, several with blanks between
  public record Call(
      String receiver,
      @Nullable String number,
      @Nullable String timestamp,
      @Nullable String signatures,
      byte[] body) {

    @Override
    public String toString() {
      return "Call[redacted]";
    }
  }

  /// Whether a neighbour of these settings has signed the call within the last minutes. All else is
  /// one answer, whatever is wrong with it.
  public boolean isGenuine(Call call) {
    String number = call.number();
    String timestamp = call.timestamp();
    String signatures = call.signatures();
    return number != null
        && timestamp != null
        && signatures != null
        && NUMBER.matcher(number).matches()
        && isNow(timestamp)
        && receivers
            .named(call.receiver())
            .filter(receiver -> receiver.neighbour() != null)
            .filter(receiver -> {
              byte[] secret = keys.required(receiver.keyName(), keys::random);
              byte[] expected =
                  WebhookSender.signature(secret, number, timestamp, call.body())
                      .getBytes(StandardCharsets.US_ASCII);
              return Arrays.stream(signatures.split(" ", 10))
                  .anyMatch(each ->
                      MessageDigest.isEqual(each.getBytes(StandardCharsets.UTF_8), expected));
            })
            .isPresent();
  }

  private boolean isNow(String timestamp) {
    return SECONDS.matcher(timestamp).matches()
        && Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp))
            <= TOLERANCE.toSeconds();
  }
}
