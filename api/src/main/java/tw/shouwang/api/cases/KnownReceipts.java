package tw.shouwang.api.cases;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.graphql.ratelimits.RateLimitExemption;

/// Lets retries through whatever has been asked before: refusing somebody who only wants to know
/// whether their report arrived would make them send another.
@Singleton
@Requires(condition = InPublicProcess.class)
class KnownReceipts implements RateLimitExemption {

  private final ReceiptRepository receipts;
  private final Envelopes envelopes;
  private final Deadline deadline;

  KnownReceipts(ReceiptRepository receipts, Envelopes envelopes, Deadline deadline) {
    this.receipts = receipts;
    this.envelopes = envelopes;
    this.deadline = deadline;
  }

  @Override
  public boolean exempts(RootField field) {
    return switch (field.name()) {
      case "submitConcern", "requestHelp" -> isDanger(field) || isKnown(field);
      default -> false;
    };
  }

  private static boolean isDanger(RootField field) {
    return Urgency.IMMEDIATE_DANGER.name().equals(input(field, "urgency"));
  }

  private boolean isKnown(RootField field) {
    if (!(input(field, "receipt") instanceof String typed)) {
      return false;
    }
    return Receipt.parse(typed)
        .flatMap(receipt -> deadline.within(() -> receipts.findByHash(envelopes.hash(receipt))))
        .filter(Optional::isPresent)
        .isPresent();
  }

  private static @Nullable Object input(RootField field, String name) {
    return field.arguments().get("input") instanceof Map<?, ?> input ? input.get(name) : null;
  }
}
