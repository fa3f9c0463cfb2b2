package tw.shouwang.api.trust;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.SetupCheck;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;

/// O6: looks whether the files of the own authorities can be read. A start refuses what cannot,
/// before it opens the database.
@Singleton
@Requires(condition = InStaffProcess.class)
final class TrustCheck implements SetupCheck {

  private final BeanProvider<TrustedCertificates> trusted;

  TrustCheck(BeanProvider<TrustedCertificates> trusted) {
    this.trusted = trusted;
  }

  @Override
  public String topic() {
    return "trust";
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public List<SetupFinding> look() {
    return List.of(
        found(
            Level.OK,
            "Beside Java's own authorities %d certificates are trusted."
                .formatted(trusted.get().own().size())));
  }
}
