package tw.shouwang.api.cases.admission;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Credential;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.Tokens;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.ratelimits.RateLimitExemption;

/// Exempts from an address's rate limit what may be a person's first report, and messages about
/// immediate danger. Reports past the limit need proof of work, unless they are about immediate
/// danger or known; whoever waits in place of work has a limit of its own. Reason: many people may
/// share an address, and a refused retry would come back as another report. Looking into storage
/// takes a place for reads.
@Singleton
@Requires(condition = InPublicProcess.class)
class KnownReceipts implements RateLimitExemption {

  private final CaseRepository cases;
  private final Envelopes envelopes;
  private final PastLimit pastLimit;
  private final StorageDeadline deadline;

  KnownReceipts(
      CaseRepository cases, Envelopes envelopes, PastLimit pastLimit, StorageDeadline deadline) {
    this.cases = cases;
    this.envelopes = envelopes;
    this.pastLimit = pastLimit;
    this.deadline = deadline;
  }

  @Override
  public boolean exempts(RootField field) {
    return switch (field.name()) {
      case "submitConcern", "requestHelp", "submitSealed" -> exemptsReport(field);
      case "addMessage", "addSealedMessage" -> isAboutDanger(field);
      default -> false;
    };
  }

  private boolean exemptsReport(RootField field) {
    if (Urgency.IMMEDIATE_DANGER.name().equals(input(field, "urgency"))) {
      return true;
    }
    Optional<byte[]> hash = credential(field).map(envelopes::hash);
    hash.ifPresent(pastLimit::add);
    return hash.isPresent();
  }

  /// Whether the field adds a message to a case of immediate danger. Whoever has seen a lookup and
  /// not the hand adds nothing, and is not exempt.
  private boolean isAboutDanger(RootField field) {
    Optional<Credential> credential = credential(field);
    Optional<byte[]> hand = credential.flatMap(envelopes::hand);
    return hand.isPresent()
        && isThere(() ->
            cases
                .findByReceipt(envelopes.hash(credential.get()), hand.get())
                .filter(row -> row.urgency() == Urgency.IMMEDIATE_DANGER));
  }

  private boolean isThere(Callable<? extends Optional<?>> look) {
    return switch (deadline.find(() -> look.call().map(found -> true))) {
      case Stored.Present<Boolean>(Boolean found) -> found;
      case Stored.Absent<Boolean>(), Stored.Unavailable<Boolean>() -> false;
    };
  }

  private static Optional<Credential> credential(RootField field) {
    if (input(field, "receipt") instanceof String typed) {
      return Receipt.parse(typed).map(Function.identity());
    }
    if (!(input(field, "lookup") instanceof String lookup)) {
      return Optional.empty();
    }
    return input(field, "hand") instanceof String hand
        ? Tokens.changing(lookup, hand)
        : Tokens.lookup(lookup);
  }

  private static @Nullable Object input(RootField field, String name) {
    return field.arguments().get("input") instanceof Map<?, ?> input ? input.get(name) : null;
  }
}
