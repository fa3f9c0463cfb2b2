package tw.shouwang.api.trust;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.BeanInstantiationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.trust.TrustedCertificates.Trusted;
import tw.shouwang.foundation.TaiwanTime;

/// Looks when the certificates of the own authorities expire.
///
/// Not at a start: the node's other work needs no such certificate, and one that has expired beside
/// its successor does no harm.
@Singleton
@Requires(condition = InStaffProcess.class)
final class TrustDatesCheck implements SetupCheck {

  private static final Duration SOON = Duration.ofDays(30);

  private final BeanProvider<TrustedCertificates> trusted;
  private final InstantSource clock;

  TrustDatesCheck(BeanProvider<TrustedCertificates> trusted, InstantSource clock) {
    this.trusted = trusted;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "trust";
  }

  @Override
  public boolean atStart() {
    return false;
  }

  /// Finds nothing about files that cannot be read: [TrustCheck] does.
  @Override
  public List<SetupFinding> look() {
    Instant now = clock.instant();
    try {
      return trusted.get().own().stream().flatMap(each -> of(each, now).stream()).toList();
    } catch (BeanInstantiationException e) {
      return List.of();
    }
  }

  private Optional<SetupFinding> of(Trusted each, Instant now) {
    Instant end = each.certificate().getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return Optional.of(found(Level.WRONG, sentence(each, "expired", end)));
    }
    return end.isBefore(now.plus(SOON))
        ? Optional.of(found(Level.DUE, sentence(each, "expires", end)))
        : Optional.empty();
  }

  private static String sentence(Trusted each, String ends, Instant end) {
    return "shouwang.trust.certificates: %s in %s %s on %s; put its successor into the setting too."
        .formatted(
            each.certificate().getSubjectX500Principal().getName(),
            each.file(),
            ends,
            TaiwanTime.dayOf(end));
  }
}
