package tw.shouwang.graphql;

import graphql.schema.idl.RuntimeWiring;
import java.util.Set;

/// One vertical slice's part of a schema: its SDL and the code behind it.
///
/// A slice is a bean; each schema is assembled at boot from the slices that belong to it. Its SDL
/// lies at `graphql/<name>.graphqls` on the class path and extends the root types that this module
/// declares. What needs no wiring: records whose components (or methods without parameters) are
/// named like the fields, and interfaces and unions whose members are records named like the
/// GraphQL types. A root field without a data fetcher stops the boot.
public interface SchemaSlice {

  /// The schema that anybody reaches, at `/graphql`.
  String PUBLIC = "public";

  /// The SDL's file name without its ending, e.g. `directory`.
  String name();

  /// The schemas this slice is part of. What is not in a schema cannot be reached through it.
  default Set<String> schemas() {
    return Set.of(PUBLIC);
  }

  /// Adds the slice's data fetchers and scalars.
  void wire(RuntimeWiring.Builder wiring);
}
