package tw.shouwang.graphql.ratelimits;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a hop of `X-Forwarded-For`: an address, optionally with a port, in brackets or quotes.
final class Hop {

  private static final Pattern PARTS =
      Pattern.compile(
          "\"?(?:\\[(?<bracketed>[0-9A-Fa-f:.]+)(?:%[^\\]]*)?](?::[0-9]+)?"
              + "|(?<four>[0-9.]+)(?::[0-9]+)?"
              + "|(?<six>[0-9A-Fa-f:.]+)(?:%.*)?)\"?");

  private Hop() {}

  /// The address; empty if the hop is not an address.
  static Optional<InetAddress> address(String hop) {
    Matcher parts = PARTS.matcher(hop);
    if (!parts.matches()) {
      return Optional.empty();
    }
    for (String name : new String[] {"bracketed", "four", "six"}) {
      String literal = parts.group(name);
      if (literal != null) {
        try {
          return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
