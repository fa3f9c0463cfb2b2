package tw.shouwang.api.directory;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The official code of a county (5 digits) or a district (8). Checks the shape only; whether the
/// area exists is checked by the field.
final class AreaCodeCoercing implements Coercing<String, String> {

  private static final Pattern SHAPE = Pattern.compile("[0-9]{5}([0-9]{3})?");

  private static boolean shaped(String code) {
    return SHAPE.matcher(code).matches();
  }

  @Override
  public String serialize(Object result, GraphQLContext context, Locale locale) {
    return result.toString();
  }

  @Override
  public String parseValue(Object input, GraphQLContext context, Locale locale) {
    if (input instanceof String code && shaped(code)) {
      return code;
    }
    throw new CoercingParseValueException("not an AreaCode");
  }

  @Override
  public String parseLiteral(
      Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
    if (literal instanceof StringValue code && code.getValue() != null && shaped(code.getValue())) {
      return code.getValue();
    }
    throw new CoercingParseLiteralException("not an AreaCode");
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return StringValue.of(input.toString());
  }
}
