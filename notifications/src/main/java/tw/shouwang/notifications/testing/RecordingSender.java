package tw.shouwang.notifications.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;

/// Records pushes instead of sending them. Answers [Delivery.Delivered] unless other answers were
/// queued with [#answerNext].
public final class RecordingSender implements NotificationSender {

  private final List<DeviceToken> sent = new ArrayList<>();
  private final Queue<Delivery> answers = new ArrayDeque<>();

  @Override
  public synchronized Delivery send(DeviceToken token) {
    sent.add(token);
    Delivery answer = answers.poll();
    return answer == null ? new Delivery.Delivered() : answer;
  }

  /// The tokens of every try so far, failed ones too, in order.
  public synchronized List<DeviceToken> sent() {
    return List.copyOf(sent);
  }

  public synchronized void answerNext(Delivery... deliveries) {
    answers.addAll(List.of(deliveries));
  }

  /// Removes queued answers that were not given yet, then queues these.
  public synchronized void answerOnlyNext(Delivery... deliveries) {
    answers.clear();
    answerNext(deliveries);
  }
}
