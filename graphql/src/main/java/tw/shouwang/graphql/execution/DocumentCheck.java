package tw.shouwang.graphql.execution;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Optional;
import tw.shouwang.graphql.limits.LimitSettings;

/// Checks documents of apps against a schema's text, without a server: every rule that a server
/// with the default limits checks before it runs one.
public final class DocumentCheck {

  private final DocumentPreparer preparer;

  private DocumentCheck(GraphQLSchema schema) {
    this.preparer = new DocumentPreparer(schema, LimitSettings.standard(), /* explains= */ true);
  }

  /// @param sdl a whole schema, e.g. `api/schema.graphql`
  public static DocumentCheck of(String sdl) {
    RuntimeWiring.Builder wiring =
        RuntimeWiring.newRuntimeWiring().wiringFactory(new MockedWiringFactory());
    wiring.strictMode(false);
    BaseScalars.all().forEach(wiring::scalar);
    return new DocumentCheck(
        new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl), wiring.build()));
  }

  /// Why the document would be refused; empty if it would run.
  public Optional<String> refusal(String text) {
    return preparer.prepare(text) instanceof PreparedDocument.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }
}
