package tw.shouwang.notifications.webpush;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Web push and UnifiedPush.
///
/// @param contact how a push service's operator reaches us: a mailto: or https: address
/// @param connectTimeout for reaching a push service
/// @param answerTimeout for one try from beginning to end
@ConfigurationProperties("shouwang.push.web")
public record WebPushSettings(
    @Bindable(defaultValue = "mailto:push@localhost") String contact,
    @Bindable(defaultValue = "3s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration answerTimeout) {

  public WebPushSettings {
    require(
        contact.startsWith("mailto:") || contact.startsWith("https://"),
        "contact must begin with mailto: or https://");
    require(connectTimeout.isPositive(), "connect-timeout must be positive");
    require(answerTimeout.isPositive(), "answer-timeout must be positive");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("shouwang.push.web: " + rule);
    }
  }
}
