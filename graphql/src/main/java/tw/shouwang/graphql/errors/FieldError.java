package tw.shouwang.graphql.errors;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/// An error that is already in the form that the client sees.
final class FieldError implements GraphQLError {

  private static final long serialVersionUID = 1L;

  private final String message;
  private final transient List<SourceLocation> locations;
  private final transient List<Object> path;
  private final transient Map<String, Object> extensions;

  FieldError(
      String message, DataFetcherExceptionHandlerParameters where, Map<String, Object> extensions) {
    this.message = message;
    SourceLocation location = where.getSourceLocation();
    this.locations = location == null ? List.of() : List.of(location);
    this.path = where.getPath().toList();
    this.extensions = extensions;
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public List<SourceLocation> getLocations() {
    return locations;
  }

  @Override
  public ErrorClassification getErrorType() {
    return ErrorType.DataFetchingException;
  }

  @Override
  public List<Object> getPath() {
    return path;
  }

  @Override
  public Map<String, Object> getExtensions() {
    return extensions;
  }
}
