package tw.shouwang.graphql.execution;

import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.MultiSourceReader;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.NaturalEnumValuesProvider;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeRuntimeWiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.i18n.Language;

/// Assembles one schema from the base SDL and the slices, and wires records, interfaces and unions
/// by their names. A mistake stops the boot with a message.
final class SchemaAssembler {

  private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
  private static final TypeResolver BY_RECORD_NAME =
      environment -> {
        Object source = Objects.requireNonNull(environment.<Object>getObject());
        return environment.getSchema().getObjectType(source.getClass().getSimpleName());
      };

  private SchemaAssembler() {}

  static GraphQLSchema assemble(Collection<SchemaSlice> slices) {
    TypeDefinitionRegistry types = parse("base");
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    // BaseScalars replaces two of the engine's own scalars, which strict mode refuses.
    wiring.strictMode(false);
    BaseScalars.all().forEach(wiring::scalar);
    wiring.strictMode(true);
    wiring.type(
        "Language", type -> type.enumValues(new NaturalEnumValuesProvider<>(Language.class)));
    for (SchemaSlice slice : slices) {
      types.merge(parse(slice.name()));
      slice.wire(wiring);
    }
    dropUnusedRoots(types);
    RuntimeWiring wired = wiring.build();
    RuntimeWiring complete =
        wired.transform(more -> {
          resolveByRecordName(types, wired, more);
          fetchFromRecords(types, wired, more);
        });
    return new SchemaGenerator().makeExecutableSchema(types, complete);
  }

  /// Parses a slice's SDL. Each definition carries the slice's name as the name of its source.
  private static TypeDefinitionRegistry parse(String name) {
    String path = "/graphql/" + name + ".graphqls";
    try (InputStream sdl = SchemaSlice.class.getResourceAsStream(path)) {
      if (sdl == null) {
        throw new IllegalStateException("no SDL at " + path);
      }
      String text = new String(sdl.readAllBytes(), StandardCharsets.UTF_8);
      return new SchemaParser()
          .parse(
              MultiSourceReader.newMultiSourceReader().string(text, name).trackData(false).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes root types that no slice extends: they have no fields, which GraphQL forbids.
  private static void dropUnusedRoots(TypeDefinitionRegistry types) {
    for (ObjectTypeDefinition type : types.getTypes(ObjectTypeDefinition.class)) {
      if (ROOTS.contains(type.getName())
          && type.getFieldDefinitions().isEmpty()
          && !types.objectTypeExtensions().containsKey(type.getName())) {
        types.remove(type);
      }
    }
  }

  private static void resolveByRecordName(
      TypeDefinitionRegistry types, RuntimeWiring wired, RuntimeWiring.Builder more) {
    Stream.concat(
            types.getTypes(InterfaceTypeDefinition.class).stream()
                .map(ImplementingTypeDefinition::getName),
            types.getTypes(UnionTypeDefinition.class).stream().map(UnionTypeDefinition::getName))
        .filter(name -> !wired.getTypeResolvers().containsKey(name))
        .forEach(
            name -> more.type(TypeRuntimeWiring.newTypeWiring(name).typeResolver(BY_RECORD_NAME)));
  }

  private static void fetchFromRecords(
      TypeDefinitionRegistry types, RuntimeWiring wired, RuntimeWiring.Builder more) {
    for (ObjectTypeDefinition type : types.getTypes(ObjectTypeDefinition.class)) {
      String name = type.getName();
      var fetchers = wired.getDataFetchers().getOrDefault(name, Map.of());
      TypeRuntimeWiring.Builder byName = TypeRuntimeWiring.newTypeWiring(name);
      List<ObjectTypeExtensionDefinition> extensions =
          types.objectTypeExtensions().getOrDefault(name, List.of());
      Stream.concat(Stream.of(type), extensions.stream())
          .flatMap(part -> part.getFieldDefinitions().stream())
          .map(FieldDefinition::getName)
          .filter(field -> !fetchers.containsKey(field))
          .forEach(field -> {
            if (ROOTS.contains(name)) {
              throw new IllegalStateException(name + "." + field + " has no data fetcher");
            }
            byName.dataFetcher(field, new RecordFetcher(field));
          });
      more.type(byName);
    }
  }
}
