package tw.shouwang.graphql.execution;

import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.schema.GraphQLSchema;
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.QueryComplexityLimitsExceeded;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tw.shouwang.graphql.deprecations.DeprecatedParts;
import tw.shouwang.graphql.errors.ErrorCode;
import tw.shouwang.graphql.limits.ConditionalRoots;
import tw.shouwang.graphql.limits.ConfidentialUse;
import tw.shouwang.graphql.limits.Cost;
import tw.shouwang.graphql.limits.DocumentShape;
import tw.shouwang.graphql.limits.Excess;
import tw.shouwang.graphql.limits.InlineSecrets;
import tw.shouwang.graphql.limits.LimitSettings;
import tw.shouwang.graphql.limits.StorableText;
import tw.shouwang.graphql.limits.VariableUses;
import tw.shouwang.graphql.plan.Plans;

/// Parses a document and checks it against the limits and the schema, the cheaper checks first.
final class DocumentPreparer {

  private final GraphQLSchema schema;
  private final LimitSettings limits;
  private final InlineSecrets secrets;
  private final ConfidentialUse confidential;
  private final DeprecatedParts deprecated;
  private final ParserOptions options;
  private final boolean explains;

  /// @param explains whether a refusal may name parts of the schema
  DocumentPreparer(GraphQLSchema schema, LimitSettings limits, boolean explains) {
    this.schema = schema;
    this.limits = limits;
    this.explains = explains;
    this.secrets = new InlineSecrets(schema);
    this.confidential = new ConfidentialUse(schema);
    this.deprecated = DeprecatedParts.of(schema);
    this.options =
        ParserOptions.getDefaultOperationParserOptions()
            .transform(parser ->
                parser
                    .maxCharacters(limits.characters())
                    .maxTokens(limits.tokens())
                    .maxWhitespaceTokens(limits.characters())
                    .readerTrackData(false)
                    .redactTokenParserErrorMessages(true));
  }

  /// The deprecated parts of the schema.
  DeprecatedParts deprecated() {
    return deprecated;
  }

  PreparedDocument prepare(String text) {
    if (text.length() > limits.characters()) {
      return PreparedDocument.Forbidden.by(new Excess("characters", limits.characters()), null);
    }
    Document document;
    try {
      document = parse(text);
    } catch (ParseCancelledException e) {
      return PreparedDocument.Forbidden.by(new Excess("tokens", limits.tokens()), null);
    } catch (InvalidSyntaxException e) {
      return unreadable(e.toInvalidSyntaxError());
    } catch (RuntimeException e) {
      // The parser itself fails at some escapes, such as an escape of no code point.
      return unreadable(new InvalidSyntaxError(List.of(), "unreadable"));
    } catch (StackOverflowError e) {
      return tooDeep();
    }
    try {
      return check(text, document);
    } catch (StackOverflowError e) {
      return tooDeep();
    }
  }

  private static PreparedDocument unreadable(GraphQLError error) {
    return new PreparedDocument.Invalid(
        ErrorCode.GRAPHQL_PARSE_FAILED, List.of(error), Map.of(), null);
  }

  private PreparedDocument tooDeep() {
    return PreparedDocument.Forbidden.by(new Excess("depth", limits.depth()), null);
  }

  private List<ValidationError> validate(Document document) {
    List<ValidationError> errors = ParseAndValidate.validate(schema, document, Locale.ROOT);
    boolean onlyConflicts =
        !errors.isEmpty()
            && errors.stream()
                .allMatch(
                    error -> error.getValidationErrorType() == ValidationErrorType.FieldsConflict);
    return onlyConflicts
        ? ParseAndValidate.validate(schema, SortedLiterals.in(document), Locale.ROOT)
        : errors;
  }

  private Document parse(String text) {
    return new Parser()
        .parseDocument(
            ParserEnvironment.newParserEnvironment()
                .document(text)
                .parserOptions(options)
                .locale(Locale.ROOT)
                .build());
  }

  private PreparedDocument check(String text, Document document) {
    List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
    Set<String> rootFields = RootFields.of(document, operations);
    if (secrets.isIn(document)) {
      return new PreparedDocument.Forbidden(ErrorCode.INLINE_SECRET, Map.of(), rootFields);
    }
    Optional<Excess> excess = DocumentShape.excess(document, limits);
    if (excess.isPresent()) {
      return PreparedDocument.Forbidden.by(excess.get(), rootFields);
    }
    if (StorableText.isNotIn(text, document)) {
      return new PreparedDocument.Forbidden(ErrorCode.BAD_USER_INPUT, Map.of(), rootFields);
    }
    if (ConditionalRoots.isIn(document)) {
      return new PreparedDocument.Forbidden(
          ErrorCode.GRAPHQL_VALIDATION_FAILED,
          Map.of("rule", "SubscriptionRootCondition"),
          rootFields);
    }
    List<ValidationError> errors;
    try {
      errors = validate(document);
    } catch (GoodFaithIntrospectionExceeded e) {
      return PreparedDocument.Forbidden.by(new Excess("introspection", 1), rootFields);
    } catch (QueryComplexityLimitsExceeded e) {
      return PreparedDocument.Forbidden.by(new Excess("fields", limits.fields()), rootFields);
    }
    if (!errors.isEmpty()) {
      return new PreparedDocument.Invalid(
          ErrorCode.GRAPHQL_VALIDATION_FAILED,
          List.copyOf(errors),
          explains ? LiteralMistakes.in(schema, document) : Map.of(),
          rootFields);
    }
    boolean cheap =
        operations.stream()
            .allMatch(operation -> Cost.worst(schema, document, operation) <= limits.cost());
    return new PreparedDocument.Ready(
        text,
        document,
        operations,
        cheap,
        confidential.isIn(document),
        deprecated.in(document),
        /* name= */ null,
        VariableUses.of(schema, document),
        new Plans(document));
  }
}
