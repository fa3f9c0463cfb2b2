package tw.shouwang.graphql.ratelimits;

import static tw.shouwang.foundation.SettingRules.require;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Network;

/// How callers are identified and limited, under `shouwang.graphql.rate-limits`.
///
/// @param enabled whether there are limits; by default only in `prod`
/// @param trustedProxies the addresses (or networks, as `10.0.0.0/8`) of our own proxies; only
///   their entries in `X-Forwarded-For` are believed
/// @param callers how many callers are remembered; the ones silent for longest are removed first
@ConfigurationProperties("shouwang.graphql.rate-limits")
public record RateLimitSettings(
    @Nullable Boolean enabled,
    @Nullable List<String> trustedProxies,
    @Bindable(defaultValue = "100000") int callers) {

  public RateLimitSettings {
    trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
    trustedProxies.forEach(Network::parse);
    require("shouwang.graphql.rate-limits", callers >= 1, "callers must be positive");
  }

  /// Whether there are limits in this environment.
  public boolean enabled(Environment environment) {
    return enabled == null ? environment.getActiveNames().contains("prod") : enabled;
  }

  List<Network> networks() {
    return trustedProxies == null
        ? List.of()
        : trustedProxies.stream().map(Network::parse).toList();
  }
}
