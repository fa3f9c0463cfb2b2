package tw.shouwang.graphql.testing;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;

/// A schema as SDL, always in the same order: what is committed as the snapshot and held against
/// the schema that is served.
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
