package tw.shouwang.graphql.testing;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;

/// A schema as SDL in a fixed order: the form of the committed snapshot, which tests compare with
/// the served schema.
public final class SchemaText {

  private SchemaText() {}

  public static String of(GraphQLSchema schema) {
    String sdl =
        new SchemaPrinter(
                SchemaPrinter.Options.defaultOptions()
                    .includeScalarTypes(true)
                    .includeSchemaDefinition(false)
                    .includeDirectiveDefinitions(true)
                    .includeDirectives(true))
            .print(schema);
    return sdl.strip() + "\n";
  }
}
