package tw.shouwang.api.load;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/// Watches a number that grows and says how long it stood still since the watch began.
final class Stall {

  private static final long EVERY_MILLIS = 10;

  private final IntSupplier number;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;
  private long longest;
  private long ended;

  private Stall(IntSupplier number) {
    this.number = number;
    this.thread = Thread.ofPlatform().daemon().start(this::watch);
  }

  static Stall watch(IntSupplier number) {
    return new Stall(number);
  }

  private void watch() {
    long began = System.nanoTime();
    long grew = began;
    int last = number.getAsInt();
    while (!over.get()) {
      try {
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      int next = number.getAsInt();
      long stood = (now - grew) / 1_000_000;
      if (stood > longest) {
        longest = stood;
        ended = (now - began) / 1_000_000;
      }
      if (next > last) {
        grew = now;
        last = next;
      }
    }
  }

  Stall end() throws InterruptedException {
    over.set(true);
    thread.join();
    return this;
  }

  /// The longest time without growth, in seconds.
  double longest() {
    return longest / 1_000.0;
  }

  /// When that time ended, in seconds since the watch began.
  double ended() {
    return ended / 1_000.0;
  }
}
