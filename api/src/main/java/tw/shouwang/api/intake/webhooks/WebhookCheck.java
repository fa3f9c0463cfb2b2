package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// O6: looks whether every receiver's centre exists and its secret is there. An alarm that is sent
/// to nobody, or signed with nothing, would be missed only when it is needed.
///
/// The start looks before the database, with the copy of the directory that the node saved. A
/// centre that the copy lacks may have joined since, so that alone stops no start.
@Singleton
@Requires(condition = InStaffProcess.class)
final class WebhookCheck implements SetupCheck {

  private final BeanProvider<WebhookSender> sender;
  private final BeanProvider<WebhookReceivers> receivers;
  private final BeanProvider<KeyFiles> keys;
  private final BeanProvider<Directory> directory;

  WebhookCheck(
      BeanProvider<WebhookSender> sender,
      BeanProvider<WebhookReceivers> receivers,
      BeanProvider<KeyFiles> keys,
      BeanProvider<Directory> directory) {
    this.sender = sender;
    this.receivers = receivers;
    this.keys = keys;
    this.directory = directory;
  }

  @Override
  public String topic() {
    return "webhooks";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    List<WebhookReceiver> all = receivers.get().all();
    List<SetupFinding> findings = new ArrayList<>();
    for (WebhookReceiver each : all) {
      if (directory.get().centre(each.centre()).isEmpty()) {
        findings.add(
            found(
                directory.get().isRead() ? Level.WRONG : Level.WEAK,
                "shouwang.webhooks: the receiver %s is of %s, which is no centre here%s."
                    .formatted(
                        each.name(),
                        each.centre(),
                        directory.get().isRead() ? "" : " by this node's copy of the directory")));
      }
      if (keys.get().find(each.keyName()).isEmpty()) {
        findings.add(
            found(
                Level.MISSING,
                "The key file %s is missing in shouwang.keys.directory: `webhooks make-secret %s`"
                        .formatted(each.keyName(), each.name())
                    + " makes it, and the receiver needs the same."));
      }
    }
    return findings.isEmpty()
        ? List.of(
            found(Level.OK, "%d receivers have their centre and secret.".formatted(all.size())))
        : findings;
  }

  @Override
  public List<SetupFinding> tryOut() {
    return receivers.get().all().stream().map(this::post).toList();
  }

  private SetupFinding post(WebhookReceiver receiver) {
    if (keys.get().find(receiver.keyName()).isEmpty()) {
      return found(Level.WRONG, receiver.name() + ": without its secret nothing can be sent.");
    }
    WebhookSender.Answer answer = sender.get().sendTest(receiver);
    return found(
        answer == WebhookSender.Answer.TAKEN ? Level.OK : Level.WRONG,
        "%s: a test message was %s.".formatted(receiver.name(), answer.inWords()));
  }
}
