package tw.shouwang.graphql.execution;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The scalars of the base schema. What goes in comes out as [Instant], [LocalDate] and String;
/// messages never repeat the value.
final class BaseScalars {

  private static final ZoneOffset TAIWAN = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final int LONGEST_TAG = 35;

  private BaseScalars() {}

  static List<GraphQLScalarType> all() {
    return List.of(
        scalar("DateTime", BaseScalars::dateTime, BaseScalars::printDateTime),
        scalar("Date", BaseScalars::date, Object::toString),
        scalar("LanguageTag", BaseScalars::languageTag, Object::toString));
  }

  private static Instant dateTime(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  /// Well-formed and of a length that real tags have (RFC 5646, 4.4.1), in its usual spelling.
  private static String languageTag(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TAG) {
      throw new DateTimeException("not a language tag");
    }
    return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
  }

  private static String printDateTime(Object value) {
    OffsetDateTime moment =
        switch (value) {
          case Instant instant -> instant.atOffset(TAIWAN);
          case OffsetDateTime offset -> offset.withOffsetSameInstant(TAIWAN);
          case ZonedDateTime zoned -> zoned.toOffsetDateTime().withOffsetSameInstant(TAIWAN);
          default -> throw new CoercingSerializeException("not a moment: " + value.getClass());
        };
    return RFC_3339.format(moment);
  }

  private static GraphQLScalarType scalar(
      String name, Function<String, Object> read, Function<Object, String> print) {
    return GraphQLScalarType.newScalar()
        .name(name)
        .coercing(new TextCoercing(name, read, print))
        .build();
  }

  private record TextCoercing(
      String name, Function<String, Object> read, Function<Object, String> print)
      implements Coercing<Object, String> {

    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
      return print.apply(result);
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      try {
        if (input instanceof String text) {
          return read.apply(text);
        }
      } catch (DateTimeException | IllformedLocaleException e) {
        // Falls through to the one refusal: the exception's own words repeat the value.
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
        // As above.
      }
      throw new CoercingParseLiteralException("not a " + name);
    }

    @Override
    public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
      return StringValue.of(input instanceof String text ? text : print.apply(input));
    }
  }
}
