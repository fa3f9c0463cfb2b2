package tw.shouwang.graphql;

import graphql.schema.idl.RuntimeWiring;

/// One vertical slice's part of a schema: its SDL and the code behind it.
///
/// A slice is a bean; the schema is assembled from all of them at boot. Its SDL lies at
/// `graphql/<name>.graphqls` on the class path and extends the root types that this module
/// declares. What needs no wiring: records whose components are named like the fields, and
/// interfaces and unions whose members are records named like the GraphQL types.
public interface SchemaSlice {

  /// The SDL's file name without its ending, e.g. `directory`.
  String name();

  /// Adds the slice's data fetchers and scalars.
  void wire(RuntimeWiring.Builder wiring);
}
