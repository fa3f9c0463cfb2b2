package tw.shouwang.api.cases.sealing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// A pool with one thread per processor, for HPKE. Tink initializes a random source on every new
/// thread, and each submission runs on a new virtual thread.
@Singleton
public class SealingThreads {

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("seal-", 0).factory());

  public byte[] wrap(Supplier<byte[]> work) {
    Future<byte[]> future = threads.submit(work::get);
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sealing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("sealing failed", e.getCause());
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
