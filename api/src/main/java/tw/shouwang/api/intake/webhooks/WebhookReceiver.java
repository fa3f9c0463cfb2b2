package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.net.URI;
import java.util.Set;

/// A receiver, `shouwang.webhooks.<name>.*`. The secret that it shares with us is in the key file
/// `webhook-<name>.private.key`.
///
/// @param name lowercase letters, digits and dashes
/// @param url the receiver's address
/// @param centre the centre whose events it gets
/// @param events the kinds of events that it gets
@EachProperty("shouwang.webhooks")
record WebhookReceiver(@Parameter String name, URI url, String centre, Set<WebhookEvent> events) {

  WebhookReceiver {
    events = Set.copyOf(events);
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "shouwang.webhooks: a name is of lowercase letters, digits and dashes");
    }
    boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "shouwang.webhooks." + name + ".url is an http or https address without a user in it");
    }
    if (url.getScheme().equals("http") && !isLoopback(url.getHost())) {
      throw new IllegalArgumentException(
          "shouwang.webhooks." + name + ".url: http only on this machine, https to others");
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("shouwang.webhooks." + name + ".events is empty");
    }
  }

  boolean wants(WebhookEvent event, String ofCentre) {
    return centre.equals(ofCentre) && events.contains(event);
  }

  String keyName() {
    return "webhook-" + name + ".private.key";
  }

  private static boolean isLoopback(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
  }
}
