package tw.shouwang.graphql.errors;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs faults of the service under a random id; the client learns only this id.
///
/// The log gets classes and stack frames but no messages: the message of a database's or parser's
/// exception may repeat what a client sent.
@Singleton
public class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final int DEEPEST_CAUSE = 8;

  private final SecureRandom random;

  Faults(SecureRandom random) {
    this.random = random;
  }

  /// Logs the fault and returns its id. `where` is a text of ours, never from the request.
  public String log(String where, Throwable fault) {
    String id = newId();
    LOG.error("fault {} in {}", id, where, new Silent(fault, 0));
    return id;
  }

  /// Logs a fault without an exception and returns its id.
  public String log(String where) {
    String id = newId();
    LOG.error("fault {} in {}", id, where);
    return id;
  }

  private String newId() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static final class Silent extends Throwable {

    private static final long serialVersionUID = 1L;

    Silent(Throwable fault, int depth) {
      super(fault.getClass().getName(), causeOf(fault, depth), false, true);
      setStackTrace(fault.getStackTrace());
    }

    private static @Nullable Silent causeOf(Throwable fault, int depth) {
      Throwable cause = fault.getCause();
      return cause == null || depth == DEEPEST_CAUSE ? null : new Silent(cause, depth + 1);
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
