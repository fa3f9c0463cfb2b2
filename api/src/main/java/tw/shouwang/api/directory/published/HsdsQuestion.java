package tw.shouwang.api.directory.published;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.TaiwanTime;

/// The parameters of an HSDS list, by the published OpenAPI file. A parameter that this list does
/// not support, or an unreadable value, is answered with 400: otherwise a client would take the
/// whole list for the filtered one.
///
/// @param page from 1
/// @param size null if not given
record HsdsQuestion(
    int page,
    @Nullable Integer size,
    @Nullable String search,
    @Nullable String organization,
    @Nullable Instant modifiedAfter,
    boolean minimal,
    boolean full,
    boolean fullService,
    boolean lines) {

  private static final int MOST_DIGITS = 9;
  private static final int LARGEST_NUMBER = 999_999_999;

  private static final int LARGEST_SIZE = 100;

  /// All parameters of the OpenAPI file; other parameters are ignored.
  private static final Set<String> PUBLISHED =
      Set.of(
          "search",
          "page",
          "per_page",
          "format",
          "taxonomy_term_id",
          "taxonomy_id",
          "organization_id",
          "modified_after",
          "minimal",
          "full",
          "full_service",
          "postcode",
          "proximity",
          "top_only",
          "parent_id");

  /// @param supported the parameters of this list
  static HsdsQuestion of(HttpParameters given, Set<String> supported) {
    for (String name : given.names()) {
      if (PUBLISHED.contains(name) && !supported.contains(name)) {
        throw bad(name + " is not supported here");
      }
    }
    return new HsdsQuestion(
        Math.max(1, number(given.get("page"), 1)),
        size(given.get("per_page")),
        text(given.get("search")),
        text(given.get("organization_id")),
        instant(text(given.get("modified_after"))),
        isTrue(given, "minimal"),
        isTrue(given, "full"),
        isTrue(given, "full_service"),
        isLines(text(given.get("format"))));
  }

  private static @Nullable String text(@Nullable String given) {
    return given == null || given.isBlank() ? null : given.strip();
  }

  private static @Nullable Integer size(@Nullable String text) {
    int size = number(text, -1);
    return size < 0 ? null : Math.clamp(size, 1, LARGEST_SIZE);
  }

  /// A text that is no number counts as missing. A number with more than nine digits is larger than
  /// every page or size here.
  private static int number(@Nullable String text, int otherwise) {
    if (text == null || !text.matches("[0-9]+")) {
      return otherwise;
    }
    return text.length() > MOST_DIGITS ? LARGEST_NUMBER : Integer.parseInt(text);
  }

  private static boolean isTrue(HttpParameters given, String name) {
    String text = text(given.get(name));
    return switch (text == null ? "false" : text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw bad(name + " is true or false");
    };
  }

  private static boolean isLines(@Nullable String format) {
    return switch (format == null ? "json" : format.toLowerCase(Locale.ROOT)) {
      case "json" -> false;
      case "ndjson" -> true;
      default -> throw bad("format is json or ndjson");
    };
  }

  /// Days and times without an offset are those of Taiwan. An unencoded plus sign arrives as a
  /// space.
  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String written =
        text.replaceFirst("^(.{10}) ", "$1T").replaceFirst("(T.*) ([0-9]{2}:[0-9]{2})$", "$1+$2");
    try {
      if (written.length() <= "2026-01-01".length()) {
        return LocalDate.parse(written).atStartOfDay(TaiwanTime.ZONE).toInstant();
      }
      return written.matches(".*([Zz]|[+-][0-9]{2}:[0-9]{2})")
          ? OffsetDateTime.parse(written).toInstant()
          : LocalDateTime.parse(written).atZone(TaiwanTime.ZONE).toInstant();
    } catch (DateTimeParseException e) {
      throw bad("modified_after is a time as in 2026-11-28T09:00:00+08:00");
    }
  }

  private static HttpStatusException bad(String why) {
    return new HttpStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
