package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.Urgency;

/// A worker's steps without a worker, for the development command and for tests: nobody is asked
/// for a login, a centre or a version, and nothing is audited. Each step says whether it was taken.
@Singleton
public class UnattendedDesk {

  private final CaseDesk desk;
  private final DeskRepository cases;
  private final DeskConversation conversation;

  UnattendedDesk(CaseDesk desk, DeskRepository cases, DeskConversation conversation) {
    this.desk = desk;
    this.cases = cases;
    this.conversation = conversation;
  }

  public List<OpenedCase.Entry> open(UUID id) throws TamperedException {
    return conversation.read(id).entries();
  }

  public boolean acknowledge(UUID id) {
    return step(id, desk::acknowledge);
  }

  public boolean triage(UUID id) {
    return step(id, hand -> desk.triage(hand, Urgency.ROUTINE, "OTHER", held -> null));
  }

  public boolean reply(UUID id, String words) {
    return step(id, hand -> desk.reply(hand, UUID.randomUUID().toString(), words));
  }

  public boolean refer(UUID id, List<String> resourceKeys) {
    return step(id, hand -> desk.refer(hand, resourceKeys, null));
  }

  public boolean close(UUID id, @Nullable String outcome) {
    return step(id, hand -> desk.close(hand, outcome));
  }

  public boolean reopen(UUID id) {
    return step(id, desk::reopen);
  }

  private boolean step(UUID id, Function<DeskHand, DeskStep> step) {
    return cases
        .findAny(id)
        .map(known -> new DeskHand(id, known.centre(), known.version(), "-", "-", true))
        .map(step)
        .filter(DeskStep.Done.class::isInstance)
        .isPresent();
  }
}
