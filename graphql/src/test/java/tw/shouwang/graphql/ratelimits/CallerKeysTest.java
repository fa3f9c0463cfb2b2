package tw.shouwang.graphql.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.MovingClock;

class CallerKeysTest {

  private static final InetAddress PROXY = InetAddress.ofLiteral("10.1.2.3");
  private final MovingClock clock = new MovingClock();
  private final CallerKeys keys = keys("10.0.0.0/8", "2001:db8::1");

  private CallerKeys keys(String... proxies) {
    return new CallerKeys(
        clock, new SecureRandom(), new RateLimitSettings(true, List.of(proxies), 10));
  }

  @Test
  void believesOnlyWhatOurOwnProxiesAdd() {
    assertThat(client("10.1.2.3", "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(client("10.1.2.3", "198.51.100.1, 203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(client("10.1.2.3", "203.0.113.7, 10.9.9.9")).isEqualTo("203.0.113.7");
    assertThat(client("203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    assertThat(client("10.1.2.3", "nonsense")).isEqualTo("10.1.2.3");
    assertThat(keys.client(PROXY, List.of())).isEqualTo(PROXY);
  }

  private String client(String peer, String forwarded) {
    return keys.client(InetAddress.ofLiteral(peer), List.of(forwarded)).getHostAddress();
  }

  @Test
  void takesAHouseholdForOneCaller() {
    assertThat(key("2001:db8:1:2:3::4")).isEqualTo(key("2001:db8:1:2:ffff::1"));
    assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
    assertThat(key("203.0.113.7")).isNotEqualTo(key("203.0.113.8"));
  }

  private CallerKey key(String address) {
    return keys.of(InetAddress.ofLiteral(address));
  }

  @Test
  void forgetsEverybodyEachDayAndAtEachNode() {
    CallerKey today = key("203.0.113.7");
    assertThat(key("203.0.113.7")).isEqualTo(today);
    assertThat(keys().of(InetAddress.ofLiteral("203.0.113.7"))).isNotEqualTo(today);
    clock.pass(Duration.ofDays(1));
    assertThat(key("203.0.113.7")).isNotEqualTo(today);
  }

  @Test
  void printsNothingAndReadsNoHostNames() {
    assertThat(key("203.0.113.7")).hasToString("CallerKey");
    assertThatThrownBy(() -> keys("example.org")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
  }
}
