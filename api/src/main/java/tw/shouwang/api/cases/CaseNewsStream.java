package tw.shouwang.api.cases;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.api.cases.envelope.Receipt;

/// Tells a sender's open app that something happened, without content. The first event is the state
/// now; an unknown receipt ends the stream without one, and so does one that was changed or erased
/// meanwhile.
///
/// Looks every few seconds and keeps nothing but the receipt's hash. Storage that is away is waited
/// for.
@Singleton
class CaseNewsStream {

  private final CaseRepository cases;
  private final Envelopes envelopes;
  private final CasesSettings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler = Schedulers.fromExecutorService(threads);

  CaseNewsStream(CaseRepository cases, Envelopes envelopes, CasesSettings settings) {
    this.cases = cases;
    this.envelopes = envelopes;
    this.settings = settings;
  }

  Publisher<CaseNews> of(Receipt receipt) {
    byte[] hash = envelopes.hash(receipt);
    return Flux.interval(Duration.ZERO, settings.newsEvery())
        .onBackpressureDrop()
        .concatMap(tick -> look(hash), 1)
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .distinctUntilChanged()
        .map(NewsRow::news);
  }

  private Mono<Optional<NewsRow>> look(byte[] hash) {
    return Mono.fromCallable(() -> cases.newsOf(hash))
        .subscribeOn(scheduler)
        .onErrorResume(away -> Mono.empty());
  }

  @PreDestroy
  void stop() {
    scheduler.dispose();
    threads.shutdown();
  }
}
