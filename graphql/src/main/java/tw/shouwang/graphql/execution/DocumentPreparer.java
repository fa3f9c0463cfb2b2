package tw.shouwang.graphql.execution;

import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import tw.shouwang.graphql.errors.ErrorCode;

/// Parses a document and holds it against the schema.
final class DocumentPreparer {

  private static final ParserOptions OPTIONS =
      ParserOptions.getDefaultOperationParserOptions()
          .transform(
              options -> options.readerTrackData(false).redactTokenParserErrorMessages(true));

  private final GraphQLSchema schema;

  DocumentPreparer(GraphQLSchema schema) {
    this.schema = schema;
  }

  PreparedDocument prepare(String text) {
    Document document;
    try {
      document =
          new Parser()
              .parseDocument(
                  ParserEnvironment.newParserEnvironment()
                      .document(text)
                      .parserOptions(OPTIONS)
                      .locale(Locale.ROOT)
                      .build());
    } catch (InvalidSyntaxException e) {
      return new PreparedDocument.Refused(
          ErrorCode.GRAPHQL_PARSE_FAILED, List.of(e.toInvalidSyntaxError()), null);
    }
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    List<? extends GraphQLError> errors = ParseAndValidate.validate(schema, document, Locale.ROOT);
    if (!errors.isEmpty()) {
      return new PreparedDocument.Refused(
          ErrorCode.GRAPHQL_VALIDATION_FAILED,
          List.copyOf(errors),
          RootFields.of(document, operations));
    }
    return new PreparedDocument.Ready(document, operations);
  }
}
