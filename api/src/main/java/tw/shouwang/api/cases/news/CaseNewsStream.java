package tw.shouwang.api.cases.news;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import tw.shouwang.api.cases.admission.StorageDeadline;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseNews;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.NewsRow;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.watches.PollingWatch;
import tw.shouwang.api.watches.WatchHealth;

/// Tells senders' open apps that something happened, without content. The first event is the
/// present state. The stream ends without an event for an unknown receipt, and ends when the
/// receipt is changed or the case erased. Stores only hashes of receipts, in memory.
@Singleton
public class CaseNewsStream {

  private static final PollingWatch.Diff<NewsRow, CaseNews> EVENTS =
      new PollingWatch.Diff<>() {
        @Override
        public List<CaseNews> first(NewsRow now, boolean late) {
          return List.of(now.news());
        }

        @Override
        public List<CaseNews> next(NewsRow before, NewsRow now) {
          return List.of(now.news());
        }
      };

  private final CaseRepository cases;
  private final Envelopes envelopes;
  private final CasesSettings settings;
  private final PollingWatch<String, NewsRow> watch;
  private final StorageDeadline deadline;
  private final InstantSource clock;
  private final CoarseTime time;

  CaseNewsStream(
      CaseRepository cases,
      Envelopes envelopes,
      CasesSettings settings,
      StorageDeadline deadline,
      InstantSource clock,
      WatchHealth health) {
    this.cases = cases;
    this.envelopes = envelopes;
    this.settings = settings;
    this.deadline = deadline;
    this.clock = clock;
    this.time = new CoarseTime(clock);
    this.watch =
        health.shown(new PollingWatch<>("case-news", settings.newsEvery(), clock, this::lookAt));
  }

  /// The stream of a case's news; empty if this node has its maximum number of streams, or if it
  /// could not be noted in time that the receipt came. Waits for storage.
  public Optional<Publisher<CaseNews>> of(Credential credential) {
    byte[] hash = envelopes.hash(credential);
    boolean noted = !(credential instanceof Receipt) || isNoted(hash);
    if (!noted || watch.subscribers() >= settings.newsStreams()) {
      return Optional.empty();
    }
    return Optional.of(watch.of(HexFormat.of().formatHex(hash), EVENTS));
  }

  /// With a receipt that a client sends for a stream, the service could read the case from this day
  /// on. The day is stored before the stream begins, because the stream or this node may end before
  /// the next poll.
  private boolean isNoted(byte[] hash) {
    return deadline
        .read(
            clock.instant(),
            () -> {
              cases.setThroughService(hash, time.today());
              return true;
            })
        .isPresent();
  }

  private Map<String, NewsRow> lookAt(Collection<String> hashes) {
    return cases.news(String.join(",", hashes)).stream()
        .collect(Collectors.toMap(NewsRow::hash, Function.identity()));
  }

  @PreDestroy
  void stop() {
    watch.close();
  }
}
