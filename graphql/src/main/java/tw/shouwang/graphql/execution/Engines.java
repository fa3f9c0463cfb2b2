package tw.shouwang.graphql.execution;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.ServedSchemas;

/// One engine for each schema that this process serves and that has a slice, assembled at boot.
/// None for an operator's command, which asks no question.
@Context
@Requires(notEnv = "command")
public class Engines {

  private final Map<String, GraphQlEngine> byName = new LinkedHashMap<>();

  Engines(Collection<SchemaSlice> slices, Optional<ServedSchemas> served, EngineParts parts) {
    Set<String> names = new TreeSet<>();
    slices.forEach(slice -> names.addAll(slice.schemas()));
    served.ifPresent(schemas -> names.removeIf(name -> !schemas.serves(name)));
    for (String name : names) {
      List<SchemaSlice> own =
          slices.stream()
              .filter(slice -> slice.schemas().contains(name))
              .sorted(Comparator.comparing(SchemaSlice::name))
              .toList();
      byName.put(name, new GraphQlEngine(name, SchemaAssembler.assemble(own), parts));
    }
  }

  /// The schemas that this process serves.
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /// The engine of a schema.
  ///
  /// @throws IllegalArgumentException if no slice belongs to the schema, or this process does not
  ///   serve it
  public GraphQlEngine of(String schema) {
    GraphQlEngine engine = byName.get(schema);
    if (engine == null) {
      throw new IllegalArgumentException("no slice belongs to the schema " + schema);
    }
    return engine;
  }
}
