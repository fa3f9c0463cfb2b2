package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Tells receivers what is due, on any number of nodes.
///
/// A row is leased for a minute in a short transaction and sent outside of any: a receiver that
/// hangs holds no connection and no lock, and only its own messages wait. A node that dies in the
/// middle leaves the lease to run out, so a receiver may hear the same id twice.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class WebhookWorker {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /// With waits doubling to a quarter of an hour: about a day.
  private static final int TRIES = 100;

  private static final int AT_ONCE = 8;

  private final WebhookRepository outbox;
  private final List<WebhookReceiver> receivers;
  private final WebhookSender sender;
  private final List<WebhookContent> contents;
  private final JsonMapper json;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WebhookWorker(
      WebhookRepository outbox,
      List<WebhookReceiver> receivers,
      WebhookSender sender,
      List<WebhookContent> contents,
      JsonMapper json,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.outbox = outbox;
    this.receivers = List.copyOf(receivers);
    this.sender = sender;
    this.contents = List.copyOf(contents);
    this.json = json;
    this.clock = clock;
    this.transactions = transactions;
  }

  @Scheduled(initialDelay = "3s", fixedDelay = "2s")
  void run() {
    for (WebhookReceiver receiver : receivers) {
      if (busy.add(receiver.name())) {
        threads.submit(() -> {
          try {
            tell(receiver);
          } catch (RuntimeException e) {
            LOG.warn("webhooks wait: {}", e.getClass().getSimpleName());
          } finally {
            busy.remove(receiver.name());
          }
        });
      }
    }
  }

  /// Sends what is due to one receiver now, and returns when each was answered or its time was up.
  void tell(WebhookReceiver receiver) {
    List<Future<?>> sends = new ArrayList<>();
    for (WebhookRow row : lease(receiver)) {
      sends.add(threads.submit(() -> send(receiver, row)));
    }
    for (Future<?> send : sends) {
      try {
        send.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        // Its lease runs out, and it is tried again.
        LOG.warn("a webhook could not be tried");
      }
    }
  }

  private List<WebhookRow> lease(WebhookReceiver receiver) {
    Instant now = clock.instant();
    return transactions.executeWrite(transaction -> {
      List<WebhookRow> due = outbox.due(receiver.name(), now, AT_ONCE);
      due.forEach(row -> outbox.lease(row.id(), now.plus(LEASE)));
      return due;
    });
  }

  private void send(WebhookReceiver receiver, WebhookRow row) {
    Optional<byte[]> body = body(row);
    if (body.isEmpty() || sender.send(receiver, row.id(), body.get())) {
      outbox.remove(row.id());
    } else if (row.tries() + 1 >= TRIES) {
      LOG.error("gave up telling {} of {}", receiver.name(), row.event().type());
      outbox.giveUp(row.id());
    } else {
      outbox.again(row.id(), clock.instant().plus(waitAfter(row.tries())));
    }
  }

  private Optional<byte[]> body(WebhookRow row) {
    if (row.caseId() == null) {
      return Optional.of(write(row, Map.of("centre", row.centre())));
    }
    return contents.stream()
        .map(content -> content.of(row.caseId(), row.centre()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(data -> write(row, data));
  }

  private byte[] write(WebhookRow row, Map<String, Object> data) {
    try {
      return json.writeValueAsBytes(Map.of("type", row.event().type(), "data", data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Duration waitAfter(int tries) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 10));
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
