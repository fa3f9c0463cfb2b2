package tw.shouwang.api.cases.desk;

/// A case as it is read for a neighbour.
public sealed interface NeighbourReading {

  record Read(OpenedCase opened) implements NeighbourReading {}

  record Erased() implements NeighbourReading {}

  /// Its key does not open for now.
  record Unreadable() implements NeighbourReading {}
}
