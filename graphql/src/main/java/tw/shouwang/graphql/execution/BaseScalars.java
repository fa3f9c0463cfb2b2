package tw.shouwang.graphql.execution;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.limits.StorableText;

/// The scalars of the base schema, and stricter replacements of the engine's `ID` and `Float`. Java
/// types are [Instant], [LocalDate], String and Double. Error messages never repeat the value.
final class BaseScalars {

  private static final ZoneOffset TAIWAN = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  /// RFC 3339, 5.6: a year of four digits, seconds, and an offset in hours and minutes.
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int LAST_YEAR = 9999;

  /// The start of the year 1 in Taiwan; the end of the year 9999 is the other bound.
  private static final Instant FIRST = Instant.parse("0000-12-31T16:00:00Z");

  private static final Instant END = Instant.parse("9999-12-31T16:00:00Z");
  private static final int LONGEST_TAG = 35;

  /// In UTF-16 units. A cache holds requested ids, so their length is bounded.
  private static final int LONGEST_ID = 1_024;

  private BaseScalars() {}

  static List<GraphQLScalarType> all() {
    return List.of(
        scalar("DateTime", new TextCoercing("DateTime", BaseScalars::dateTime, BaseScalars::print)),
        scalar("Date", new TextCoercing("Date", BaseScalars::date, BaseScalars::print)),
        scalar(
            "LanguageTag",
            new TextCoercing("LanguageTag", BaseScalars::languageTag, Object::toString)),
        scalar("ID", new IdCoercing()),
        scalar("Float", new FiniteCoercing()));
  }

  private static Instant dateTime(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      throw new DateTimeException("not as RFC 3339 has it");
    }
    Instant instant = OffsetDateTime.parse(text).toInstant();
    if (isFar(instant)) {
      throw new DateTimeException("a year that cannot be told");
    }
    return instant;
  }

  private static LocalDate date(String text) {
    LocalDate date = LocalDate.parse(text);
    if (!DATE.matcher(text).matches() || !isPrintable(date.getYear())) {
      throw new DateTimeException("not yyyy-MM-dd");
    }
    return date;
  }

  /// RFC 3339 has four digits for a year, and nobody means a year before 1.
  private static boolean isPrintable(int year) {
    return year >= 1 && year <= LAST_YEAR;
  }

  /// The tag in canonical spelling. It must be well-formed and no longer than real tags are (RFC
  /// 5646, 4.4.1). Java, Android and POSIX write `zh_TW`, which is read as in `Accept-Language`.
  private static String languageTag(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TAG) {
      throw new DateTimeException("not a language tag");
    }
    return new Locale.Builder().setLanguageTag(text.replace('_', '-')).build().toLanguageTag();
  }

  /// A moment or a day; null if its year cannot be written. Data stored before the years were
  /// bounded must not make the whole answer fail.
  private static @Nullable String print(Object value) {
    Temporal moment =
        switch (value) {
          case Instant instant when isFar(instant) -> null;
          case Instant instant -> instant.atOffset(TAIWAN);
          case OffsetDateTime offset when isFar(offset.toInstant()) -> null;
          case OffsetDateTime offset -> offset.withOffsetSameInstant(TAIWAN);
          case ZonedDateTime zoned when isFar(zoned.toInstant()) -> null;
          case ZonedDateTime zoned -> zoned.toOffsetDateTime().withOffsetSameInstant(TAIWAN);
          case LocalDate day -> isPrintable(day.getYear()) ? day : null;
          default -> throw new CoercingSerializeException("no moment or day: " + value.getClass());
        };
    return moment == null
        ? null
        : moment instanceof LocalDate ? moment.toString() : RFC_3339.format(moment);
  }

  private static boolean isFar(Instant instant) {
    return instant.isBefore(FIRST) || !instant.isBefore(END);
  }

  private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
    return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
  }

  private record TextCoercing(
      String name, Function<String, Object> read, Function<Object, @Nullable String> print)
      implements Coercing<Object, String> {

    @Override
    public @Nullable String serialize(Object result, GraphQLContext context, Locale locale) {
      return print.apply(result);
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      try {
        if (input instanceof String text) {
          return read.apply(text);
        }
      } catch (DateTimeException | IllformedLocaleException e) {
        // The refusal below has no cause: the exception's message repeats the value.
      }
      throw new CoercingParseValueException("not a " + name);
    }

    @Override
    public Object parseLiteral(
        Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
      try {
        if (literal instanceof StringValue text && text.getValue() != null) {
          return read.apply(text.getValue());
        }
      } catch (DateTimeException | IllformedLocaleException e) {
        // The refusal below has no cause, see above.
      }
      throw new CoercingParseLiteralException("not a " + name);
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return StringValue.of(
          input instanceof String text ? text : Objects.requireNonNull(print.apply(input)));
    }
  }

  /// The engine's parsing, restricted to finite numbers: the literal 1e1000 would be infinite.
  private record FiniteCoercing() implements Coercing<Object, Object> {

    private static final Coercing<?, ?> ANY = Scalars.GraphQLFloat.getCoercing();

    @Override
    public @Nullable Object serialize(Object result, GraphQLContext context, Locale locale) {
      return ANY.serialize(result, context, locale);
    }

    @Override
    public @Nullable Object parseValue(Object input, GraphQLContext context, Locale locale) {
      return ANY.parseValue(input, context, locale);
    }

    @Override
    public Object parseLiteral(
        Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (ANY.parseLiteral(literal, variables, context, locale) instanceof Double number
          && Double.isFinite(number)) {
        return number;
      }
      throw new CoercingParseLiteralException("not a Float");
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return ANY.valueToLiteral(input, context, locale);
    }
  }

  /// Accepts a string or an integer only (GraphQL specification, 3.5.5): two different fractions
  /// may round to the same id.
  private record IdCoercing() implements Coercing<String, String> {

    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
      return result.toString();
    }

    @Override
    public String parseValue(Object input, GraphQLContext context, Locale locale) {
      String id =
          switch (input) {
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            default -> throw new CoercingParseValueException("not an ID");
          };
      if (isNone(id)) {
        throw new CoercingParseValueException("not an ID");
      }
      return id;
    }

    @Override
    public String parseLiteral(
        Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
      String id =
          switch (literal) {
            case StringValue text -> text.getValue();
            case IntValue number -> number.getValue().toString();
            default -> null;
          };
      if (id == null || isNone(id)) {
        throw new CoercingParseLiteralException("not an ID");
      }
      return id;
    }

    private static boolean isNone(String id) {
      return id.length() > LONGEST_ID || StorableText.isNot(id);
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return StringValue.of(input.toString());
    }
  }
}
