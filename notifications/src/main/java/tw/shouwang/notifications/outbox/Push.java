package tw.shouwang.notifications.outbox;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tw.shouwang.notifications.AddressKey;

/// What a waiting push keeps between tries. Every row has the same size, and knows the time no
/// finer than a minute.
///
/// @param firstDue in whole minutes; giving up is counted from here
/// @param catchUp whether this is the one push that follows after giving up
record Push(AddressKey key, int tries, boolean catchUp, Instant firstDue) {

  private static final int LENGTH = AddressKey.LENGTH + 1 + 1 + Integer.BYTES;

  Push {
    firstDue = firstDue.truncatedTo(ChronoUnit.MINUTES);
  }

  static Push first(AddressKey key, Instant due) {
    return new Push(key, 0, false, due);
  }

  Push triedAgain() {
    return new Push(key, Math.min(tries + 1, Byte.MAX_VALUE), catchUp, firstDue);
  }

  byte[] encode() {
    return ByteBuffer.allocate(LENGTH)
        .put(key.bytes())
        .put((byte) tries)
        .put((byte) (catchUp ? 1 : 0))
        .put(encodeMinute(firstDue))
        .array();
  }

  static byte[] encodeMinute(Instant minute) {
    int minutes = (int) Duration.ofSeconds(minute.getEpochSecond()).toMinutes();
    return ByteBuffer.allocate(Integer.BYTES).putInt(minutes).array();
  }

  static Push decode(byte[] data) {
    ByteBuffer buffer = ByteBuffer.wrap(data);
    byte[] key = new byte[AddressKey.LENGTH];
    buffer.get(key);
    return new Push(
        new AddressKey(key),
        buffer.get(),
        buffer.get() == 1,
        Instant.EPOCH.plus(Duration.ofMinutes(buffer.getInt())));
  }

  @Override
  public String toString() {
    return "Push[redacted]";
  }
}
