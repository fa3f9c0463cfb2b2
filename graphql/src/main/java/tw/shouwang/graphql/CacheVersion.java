package tw.shouwang.graphql;

/// The version of the data that cached answers depend on. A change of it invalidates all answers
/// cached before. It is read on every request, so it must be in memory.
@FunctionalInterface
public interface CacheVersion {

  String current();
}
