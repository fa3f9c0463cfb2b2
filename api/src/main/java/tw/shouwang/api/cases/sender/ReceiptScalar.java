package tw.shouwang.api.cases.sender;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// The GraphQL scalar `Receipt`. A malformed value is refused with INVALID_RECEIPT. No error
/// message contains the value, because a receipt with one wrong character is still a secret.
final class ReceiptScalar implements Coercing<Receipt, String> {

  private static final Messages MESSAGES = Messages.of("cases");

  static GraphQLScalarType type() {
    return GraphQLScalarType.newScalar().name("Receipt").coercing(new ReceiptScalar()).build();
  }

  @Override
  public String serialize(Object result, GraphQLContext context, Locale locale) {
    if (result instanceof Receipt receipt) {
      return receipt.text();
    }
    throw new CoercingSerializeException("not a receipt");
  }

  @Override
  public Receipt parseValue(Object input, GraphQLContext context, Locale locale) {
    if (input instanceof Receipt receipt) {
      return receipt;
    }
    if (input instanceof String text) {
      return Receipt.parse(text).orElseThrow(() -> invalid().asCoercingParseValue());
    }
    throw invalid().asCoercingParseValue();
  }

  @Override
  public Receipt parseLiteral(
      Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
    if (literal instanceof StringValue text && text.getValue() != null) {
      return Receipt.parse(text.getValue())
          .orElseThrow(() -> new CoercingParseLiteralException("not a receipt"));
    }
    throw new CoercingParseLiteralException("not a receipt");
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return StringValue.of("redacted");
  }

  private static RequestError invalid() {
    return new RequestError(
        "INVALID_RECEIPT", language -> MESSAGES.text(language, "receipt.invalid"));
  }
}
