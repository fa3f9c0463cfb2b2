package tw.shouwang.graphql.errors;

import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.introspection.Introspection;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLNamedType;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;

/// Turns an exception of a data fetcher into an error: a [RequestError] goes to the client, any
/// other exception is a fault and is masked.
@Singleton
class FieldErrorHandler implements DataFetcherExceptionHandler {

  private final Faults faults;
  private final ErrorMessages messages;

  FieldErrorHandler(Faults faults, ErrorMessages messages) {
    this.faults = faults;
    this.messages = messages;
  }

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters parameters) {
    Language language = RequestContext.of(parameters.getDataFetchingEnvironment()).language();
    FieldError error =
        switch (unwrap(parameters.getException())) {
          case RequestError request ->
              new FieldError(request.message(language), parameters, Map.of("code", request.code()));
          case Throwable mistake when isOfTheClient(mistake, parameters) ->
              new FieldError(
                  messages.text(language, ErrorCode.BAD_USER_INPUT),
                  parameters,
                  Map.of("code", ErrorCode.BAD_USER_INPUT.name()));
          case Throwable fault ->
              new FieldError(
                  messages.text(language, ErrorCode.INTERNAL),
                  parameters,
                  Map.of(
                      "code",
                      ErrorCode.INTERNAL.name(),
                      "id",
                      faults.log(fieldName(parameters), fault)));
        };
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  /// Whether the client caused the exception. Arguments are read when a fetcher asks for them, so a
  /// null variable in a non-null place is found only then. Introspection fetchers can fail only
  /// because of their arguments.
  private static boolean isOfTheClient(
      Throwable thrown, DataFetcherExceptionHandlerParameters parameters) {
    return thrown instanceof NonNullableValueCoercedAsNullException
        || thrown instanceof CoercingParseValueException
        || thrown instanceof CoercingParseLiteralException
        || thrown instanceof InputMapDefinesTooManyFieldsException
        || (parameters.getDataFetchingEnvironment().getParentType() instanceof GraphQLNamedType type
            && Introspection.isIntrospectionTypes(type));
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }

  private static String fieldName(DataFetcherExceptionHandlerParameters parameters) {
    String field = parameters.getFieldDefinition().getName();
    return parameters.getDataFetchingEnvironment().getParentType() instanceof GraphQLNamedType type
        ? type.getName() + "." + field
        : field;
  }
}
