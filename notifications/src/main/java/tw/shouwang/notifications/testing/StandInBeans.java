package tw.shouwang.notifications.testing;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.firebase.StandInAddress;

/// Starts an [FcmStandIn] inside the service if a development setting asks for it; never in
/// production.
@Factory
final class StandInBeans {

  private static final Logger LOG = LoggerFactory.getLogger(StandInBeans.class);

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(property = "shouwang.push.stand-in.port")
  @Requires(notEnv = "prod")
  FcmStandIn standIn(@Value("${shouwang.push.stand-in.port}") int port) {
    FcmStandIn standIn = start(port);
    LOG.info("Pushes go to a stand-in, not to Google; what arrived: {}/pushes", standIn.uri());
    return standIn;
  }

  @Singleton
  @Requires(beans = FcmStandIn.class)
  StandInAddress address(FcmStandIn standIn) {
    return new StandInAddress(standIn.uri());
  }

  private static FcmStandIn start(int port) {
    try {
      return FcmStandIn.start(port);
    } catch (UncheckedIOException e) {
      LOG.warn("Port {} is taken; the stand-in looks for another", port);
      return FcmStandIn.start(0);
    }
  }
}
