package tw.shouwang.graphql;

import graphql.schema.idl.RuntimeWiring;
import java.util.Set;

/// One vertical slice's part of a schema: its SDL and the code behind it.
///
/// A slice is a bean; each schema is assembled at boot from the slices that belong to it. Its SDL
/// is `graphql/<name>.graphqls` on the class path and extends the root types that this module
/// declares. Two kinds of types need no wiring: records whose components (or methods without
/// parameters) have the fields' names, and interfaces and unions whose members are records with the
/// names of GraphQL types. A root field without a data fetcher stops the boot.
public interface SchemaSlice {

  /// The schema for everybody, at `/graphql`.
  String PUBLIC = "public";

  /// The SDL's file name without its ending, e.g. `directory`.
  String name();

  /// The schemas that this slice belongs to. Its types and fields are missing from all other
  /// schemas.
  default Set<String> schemas() {
    return Set.of(PUBLIC);
  }

  /// Adds the slice's data fetchers and scalars.
  void wire(RuntimeWiring.Builder wiring);
}
