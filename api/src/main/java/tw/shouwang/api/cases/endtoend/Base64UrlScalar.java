package tw.shouwang.api.cases.endtoend;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import tw.shouwang.api.cases.envelope.StrictBase64;

/// The GraphQL scalar `Base64Url`. No error message contains the value, because it may be a token.
final class Base64UrlScalar implements Coercing<byte[], String> {

  private static final String MALFORMED = "not base64url without padding";

  static GraphQLScalarType type() {
    return GraphQLScalarType.newScalar().name("Base64Url").coercing(new Base64UrlScalar()).build();
  }

  @Override
  public String serialize(Object result, GraphQLContext context, Locale locale) {
    if (result instanceof byte[] bytes) {
      return StrictBase64.encoded(bytes);
    }
    throw new CoercingSerializeException("not bytes");
  }

  @Override
  public byte[] parseValue(Object input, GraphQLContext context, Locale locale) {
    if (input instanceof byte[] bytes) {
      return bytes;
    }
    if (input instanceof String text) {
      return StrictBase64.decoded(text)
          .orElseThrow(() -> new CoercingParseValueException(MALFORMED));
    }
    throw new CoercingParseValueException(MALFORMED);
  }

  @Override
  public byte[] parseLiteral(
      Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
    if (literal instanceof StringValue text && text.getValue() != null) {
      return StrictBase64.decoded(text.getValue())
          .orElseThrow(() -> new CoercingParseLiteralException(MALFORMED));
    }
    throw new CoercingParseLiteralException(MALFORMED);
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return StringValue.of("redacted");
  }
}
