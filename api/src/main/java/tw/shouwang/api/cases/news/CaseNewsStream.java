package tw.shouwang.api.cases.news;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.NewsRow;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.database.NoticeListener;

/// Tells senders' open apps that something happened, without content. The first event is the state
/// now; an unknown receipt ends the stream without one, and so does one that was changed or erased
/// meanwhile.
///
/// One [NewsWatch] looks for all streams of this node, every few seconds, and at once when a node
/// announced something; it keeps nothing but the receipts' hashes.
@Singleton
public class CaseNewsStream {

  private static final Duration NOTICED_ANYWAY = Duration.ofSeconds(30);

  private final Envelopes envelopes;
  private final CasesSettings settings;
  private final NoticeListener notices;
  private final NewsWatch watch;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler = Schedulers.fromExecutorService(threads);

  CaseNewsStream(
      CaseRepository cases,
      Envelopes envelopes,
      CasesSettings settings,
      @Named("default") DatasourceConfiguration database) {
    this.envelopes = envelopes;
    this.settings = settings;
    this.watch = new NewsWatch(cases, readers, settings.newsEvery());
    this.notices =
        new NoticeListener(database, CaseAnnouncer.CHANNEL, NOTICED_ANYWAY, watch::lookSoon);
  }

  /// The news of a case, or nothing when this node keeps as many streams as it may.
  public Optional<Publisher<CaseNews>> of(Receipt receipt) {
    if (readers.size() >= settings.newsStreams()) {
      return Optional.empty();
    }
    String hash = HexFormat.of().formatHex(envelopes.hash(receipt));
    return Optional.of(
        Flux.<CaseNews>create(sink -> read(hash, sink), FluxSink.OverflowStrategy.LATEST)
            .publishOn(scheduler, 1));
  }

  private void read(String hash, FluxSink<CaseNews> sink) {
    Reader reader = new Reader(hash, sink);
    readers.add(reader);
    sink.onDispose(() -> readers.remove(reader));
    notices.start();
    watch.start(reader);
  }

  @PreDestroy
  void stop() {
    notices.close();
    watch.stop();
    scheduler.dispose();
    threads.shutdown();
  }

  /// One open stream.
  static final class Reader {

    private final String hash;
    private final FluxSink<CaseNews> sink;
    private @Nullable NewsRow last;

    Reader(String hash, FluxSink<CaseNews> sink) {
      this.hash = hash;
      this.sink = sink;
    }

    String hash() {
      return hash;
    }

    /// Takes what was found, by one thread at a time.
    void take(Function<String, @Nullable NewsRow> found) {
      NewsRow row = found.apply(hash);
      if (row == null) {
        sink.complete();
      } else if (!row.equals(last)) {
        last = row;
        sink.next(row.news());
      }
    }

    static Collection<String> hashes(Collection<Reader> readers) {
      return readers.stream().map(Reader::hash).distinct().toList();
    }
  }
}
