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

/// Exempts reports, and messages about immediate danger, from an address's rate limit, because many
/// people may share an address, and a refused retry would come back as another report. A report
/// past the limit needs proof of work instead, unless it is about immediate danger or was stored by
/// an earlier try. A sender who cannot work may wait; `RateLimit.WAITED` limits how often. A
/// look-up of a case takes a read place of the [Bulkhead].
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

  /// Whether the field adds a message to a case of immediate danger. Somebody who knows the lookup
  /// but not the hand cannot add a message, and is not exempt.
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
