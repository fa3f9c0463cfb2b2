package tw.shouwang.graphql;

/// The schemas that this process serves. A schema that is not served is not assembled, and its
/// address answers "not found". Without a bean of this type, all schemas are served.
@FunctionalInterface
public interface ServedSchemas {

  boolean serves(String schema);
}
