package tw.shouwang.graphql;

/// The version of the data that kept answers rest on. When it changes, none of the answers kept
/// before is given any more. Asked for with every request, so it must be at hand.
@FunctionalInterface
public interface CacheVersion {

  String current();
}
