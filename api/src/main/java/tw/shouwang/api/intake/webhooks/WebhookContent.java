package tw.shouwang.api.intake.webhooks;

import java.util.Map;

/// Reads the content for a neighbour when it is sent, so that the outbox holds no words, and hears
/// what the neighbour's receiver answers.
public interface WebhookContent {

  Reading of(HandoverMessage message);

  /// The receiver has confirmed it.
  void arrived(HandoverMessage message);

  /// The receiver has answered that it does not take it, or has not taken it for a day.
  void refused(HandoverMessage message);

  /// The content of a message.
  sealed interface Reading {

    record Told(Map<String, Object> data) implements Reading {

      public Told {
        data = Map.copyOf(data);
      }

      @Override
      public String toString() {
        return "Told[redacted]";
      }
    }

    /// There is nothing to send any more; the message is dropped.
    record Nothing() implements Reading {}

    /// It cannot be read for now; the message is kept.
    record NotNow() implements Reading {}
  }
}
