package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;
import tw.shouwang.notifications.outbox.OutboxRow;
import tw.shouwang.notifications.outbox.OutboxRunner;
import tw.shouwang.notifications.outbox.OutboxWork;

/// Sends due messages, on any number of nodes. Each receiver has its own runner, so that a slow
/// receiver delays only its own messages.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class WebhookWorker implements DatabaseSetup, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
  private static final int LAST = 1_000;

  /// For pagers that show whatever text they get.
  private static final String DRILL =
      Stream.of(Language.ZH_TW, Language.EN)
          .map(language -> Messages.of("intake").text(language, "alert.drill"))
          .collect(Collectors.joining(" "));

  private static final OutboxRunner.Pace PACE =
      new OutboxRunner.Pace(
          8, Duration.ofSeconds(2), Duration.ofSeconds(20), WebhookSender.PATIENCE);

  private final WebhookSender sender;
  private final WebhookContent content;
  private final JsonMapper json;
  private final WebhookMetrics metrics;
  private final Map<String, OutboxRunner<String, WebhookMessage>> runners = new LinkedHashMap<>();

  WebhookWorker(
      WebhookOutbox outbox,
      WebhookReceivers receivers,
      WebhookSender sender,
      WebhookContent content,
      JsonMapper json,
      WebhookMetrics metrics,
      InstantSource clock,
      SecureRandom chance) {
    this.sender = sender;
    this.content = content;
    this.json = json;
    this.metrics = metrics;
    for (WebhookReceiver receiver : receivers.all()) {
      runners.put(
          receiver.name(),
          new OutboxRunner<>(
              "webhook " + receiver.name(),
              outbox.rows(),
              receiver.name(),
              new Sending(receiver),
              PACE,
              clock,
              chance));
    }
  }

  @Override
  public int order() {
    return LAST;
  }

  @Override
  public void setUp() {
    runners.values().forEach(OutboxRunner::start);
  }

  /// Sends all due messages of one receiver, and returns when each was answered or timed out.
  void deliverDue(WebhookReceiver receiver) {
    Optional.ofNullable(runners.get(receiver.name())).ifPresent(OutboxRunner::runDue);
  }

  @Override
  @PreDestroy
  public void close() {
    runners.values().forEach(OutboxRunner::close);
  }

  private final class Sending implements OutboxWork<String, WebhookMessage> {

    private final WebhookReceiver receiver;

    private Sending(WebhookReceiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public Attempt attempt(OutboxRow<String, WebhookMessage> row, BooleanSupplier giveWay) {
      HandoverMessage handover = row.content().handover();
      return handover == null ? sent(send(row, alert(row.content()))) : handedOver(row, handover);
    }

    private Attempt handedOver(OutboxRow<String, WebhookMessage> row, HandoverMessage handover) {
      return switch (content.of(handover)) {
        case WebhookContent.Reading.Nothing() -> new Attempt.Done(() -> {});
        case WebhookContent.Reading.NotNow() -> new Attempt.Failed(Duration.ZERO);
        case WebhookContent.Reading.Told(var data) -> {
          WebhookSender.Answer answer = send(row, write(row.content(), data));
          switch (answer) {
            case TAKEN -> content.arrived(handover);
            case REFUSED -> content.refused(handover);
            case NOT_NOW, UNTRUSTED -> {}
          }
          yield sent(answer);
        }
      };
    }

    private WebhookSender.Answer send(OutboxRow<String, WebhookMessage> row, byte[] body) {
      WebhookSender.Answer answer = sender.send(receiver, row.id(), body);
      metrics.tried(answer);
      return answer;
    }

    private Attempt sent(WebhookSender.Answer answer) {
      return answer == WebhookSender.Answer.TAKEN
          ? new Attempt.Done(() -> {})
          : new Attempt.Failed(Duration.ZERO);
    }

    @Override
    public void gaveUp(OutboxRow<String, WebhookMessage> row, boolean tried, boolean kept) {
      LOG.error("gave up telling {} of {}", receiver.name(), row.content().event().type());
      HandoverMessage handover = row.content().handover();
      if (handover != null) {
        content.refused(handover);
      }
    }
  }

  private byte[] alert(WebhookMessage message) {
    Map<String, Object> data = new HashMap<>();
    data.put("centre", message.centre());
    Reminders reminders = message.reminders();
    if (reminders != null) {
      data.put("near", reminders.near());
      data.put("missed", reminders.missed());
    }
    if (message.drill()) {
      data.put("drill", true);
      data.put("text", DRILL);
    }
    return write(message, data);
  }

  private byte[] write(WebhookMessage message, Map<String, Object> data) {
    try {
      return json.writeValueAsBytes(Map.of("type", message.event().type(), "data", data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
