package tw.shouwang.api.cases.admission;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.ReceiptRepository;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.ratelimits.RateLimitExemption;

/// Lets retries through whatever has been asked before: refusing somebody who only wants to know
/// whether their report arrived would make them send another.
@Singleton
@Requires(condition = InPublicProcess.class)
class KnownReceipts implements RateLimitExemption {

  private final ReceiptRepository receipts;
  private final CaseRepository cases;
  private final Envelopes envelopes;
  private final Deadline deadline;

  KnownReceipts(
      ReceiptRepository receipts, CaseRepository cases, Envelopes envelopes, Deadline deadline) {
    this.receipts = receipts;
    this.cases = cases;
    this.envelopes = envelopes;
    this.deadline = deadline;
  }

  @Override
  public boolean exempts(RootField field) {
    return switch (field.name()) {
      case "submitConcern", "requestHelp" -> isDanger(field) || isKnown(field);
      case "addMessage" -> isAboutDanger(field);
      default -> false;
    };
  }

  private static boolean isDanger(RootField field) {
    return Urgency.IMMEDIATE_DANGER.name().equals(input(field, "urgency"));
  }

  private boolean isKnown(RootField field) {
    return hash(field)
        .flatMap(hash -> deadline.within(() -> receipts.findByHash(hash)))
        .filter(Optional::isPresent)
        .isPresent();
  }

  /// More words about a case of immediate danger.
  private boolean isAboutDanger(RootField field) {
    return hash(field)
        .flatMap(hash -> deadline.within(() -> cases.findByReceiptHash(hash)))
        .flatMap(found -> found)
        .filter(row -> row.urgency() == Urgency.IMMEDIATE_DANGER)
        .isPresent();
  }

  private Optional<byte[]> hash(RootField field) {
    return input(field, "receipt") instanceof String typed
        ? Receipt.parse(typed).map(envelopes::hash)
        : Optional.empty();
  }

  private static @Nullable Object input(RootField field, String name) {
    return field.arguments().get("input") instanceof Map<?, ?> input ? input.get(name) : null;
  }
}
