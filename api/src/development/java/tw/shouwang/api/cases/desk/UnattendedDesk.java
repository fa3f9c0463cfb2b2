package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.Urgency;

/// A worker's steps for the development command and for tests: without login, centre, version and
/// audit. Each step returns whether it was done.
@Singleton
public class UnattendedDesk {

  private final CaseSteps steps;
  private final DeskRepository cases;
  private final DeskConversation conversation;

  UnattendedDesk(CaseSteps steps, DeskRepository cases, DeskConversation conversation) {
    this.steps = steps;
    this.cases = cases;
    this.conversation = conversation;
  }

  public List<OpenedCase.OpenedEntry> open(UUID id) throws TamperedException {
    return conversation.read(id).map(OpenedCase::entries).orElse(List.of());
  }

  public boolean acknowledge(UUID id) {
    return take(id, new CaseStep.Acknowledge());
  }

  public boolean triage(UUID id) {
    return take(id, new CaseStep.Triage(Urgency.ROUTINE, "OTHER", held -> null));
  }

  public boolean reply(UUID id, String words) {
    return take(id, new CaseStep.Reply(UUID.randomUUID().toString(), words));
  }

  public boolean refer(UUID id, List<String> resourceKeys) {
    return take(id, new CaseStep.Refer(resourceKeys, null));
  }

  public boolean close(UUID id, @Nullable String outcome) {
    return take(id, new CaseStep.Close(outcome));
  }

  public boolean reopen(UUID id) {
    return take(id, new CaseStep.Reopen());
  }

  private boolean take(UUID id, CaseStep step) {
    return cases
        .findAny(id)
        .map(known -> new StepRequest(id, known.centre(), known.version(), "-", "-", true))
        .map(request -> steps.take(request, step))
        .filter(StepOutcome.Done.class::isInstance)
        .isPresent();
  }
}
