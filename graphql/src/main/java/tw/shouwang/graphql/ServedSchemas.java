package tw.shouwang.graphql;

/// Which of the schemas this process serves. A schema that is not served is not even assembled, and
/// nothing answers at its address. Without such a bean, all of them are.
@FunctionalInterface
public interface ServedSchemas {

  boolean serves(String schema);
}
