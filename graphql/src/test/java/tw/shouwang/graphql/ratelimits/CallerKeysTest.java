package tw.shouwang.graphql.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
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
    assertThat(client("10.1.2.3", "203.0.113.7")).isEqualTo(key("203.0.113.7"));
    assertThat(client("10.1.2.3", "198.51.100.1, 203.0.113.7")).isEqualTo(key("203.0.113.7"));
    assertThat(client("10.1.2.3", "203.0.113.7, 10.9.9.9")).isEqualTo(key("203.0.113.7"));
    assertThat(client("203.0.113.7", "198.51.100.1")).isEqualTo(key("203.0.113.7"));
    assertThat(client("10.1.2.3", "")).isEqualTo(key("10.1.2.3"));
    assertThat(keys.of(PROXY, List.of())).isEqualTo(key("10.1.2.3"));
  }

  /// W23: an address with a port is that address; a hop without an address is not the proxy.
  @Test
  void readsAHopInAllItsForms() {
    for (String hop :
        new String[] {"203.0.113.7:5678", "\"203.0.113.7:1\"", "::ffff:203.0.113.7"}) {
      assertThat(client("10.1.2.3", hop)).as(hop).isEqualTo(key("203.0.113.7"));
    }
    for (String hop :
        new String[] {
          "[2001:db8:1::7]:443", "\"[2001:db8:1::7]\"", "2001:db8:1::8", "[2001:db8:1::9%eth0]"
        }) {
      assertThat(client("10.1.2.3", hop)).as(hop).isEqualTo(key("2001:db8:1::7"));
    }
    for (String hop : new String[] {"unknown", "_hidden1", "_hidden2", "999.1.1.1", "nonsense"}) {
      assertThat(client("10.1.2.3", hop))
          .as(hop)
          .isNotEqualTo(key("10.1.2.3"))
          .isEqualTo(client("10.1.2.3", "198.51.100.1, " + hop))
          .isEqualTo(client("10.9.9.9", hop));
    }
    assertThat(client("10.1.2.3", "_hidden1")).isNotEqualTo(client("10.1.2.3", "_hidden2"));
  }

  private CallerKey client(String peer, String forwarded) {
    return keys.of(InetAddress.ofLiteral(peer), List.of(forwarded));
  }

  /// A12, O4: the operator is warned once that a proxy is missing in the settings; the warning says
  /// nothing about callers.
  @Test
  void warnsOnceOfAProxyThatNobodyNamed() {
    Logger log = (Logger) LoggerFactory.getLogger(CallerKeys.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      for (int i = 0; i < 3; i++) {
        client("203.0.113.7", "198.51.100.1");
      }
      client("10.1.2.3", "198.51.100.1");
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .contains("trusted-proxies")
        .doesNotContain("203.0.113.7", "198.51.100.1");
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
