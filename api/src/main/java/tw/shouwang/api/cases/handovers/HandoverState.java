package tw.shouwang.api.cases.handovers;

import java.util.Set;

/// What became of a case on its way to another authority's system. Stored by name; the names are
/// those of the GraphQL enum.
public enum HandoverState {
  /// It is sent as soon as its receiver takes it.
  WAITING,
  /// The receiver has it.
  DELIVERED,
  /// The receiver answers that it does not take it, or has not taken it for a day. It is kept.
  REFUSED,
  /// The centre has no receiver for this neighbour: a worker must pass it on another way.
  NO_RECEIVER,
  /// A worker took it back, or its words were erased, before it was delivered.
  TAKEN_BACK,
  /// The neighbour has accepted it.
  ACCEPTED,
  /// The neighbour has opened a case of its own.
  OPENED,
  /// The neighbour has looked at it and opens no case, for a reason.
  NOT_OPENED,
  /// The neighbour sends it back.
  RETURNED,
  /// It is disputed whose it is.
  DISPUTED;

  private static final Set<HandoverState> UNDELIVERED = Set.of(WAITING, REFUSED, NO_RECEIVER);

  /// Whether it has not arrived yet and still may.
  public boolean isOnItsWay() {
    return UNDELIVERED.contains(this);
  }

  /// Whether it does not arrive unless a worker passes it on.
  public boolean needsSomebody() {
    return this == REFUSED || this == NO_RECEIVER;
  }

  /// Whether the neighbour still works with it, so that it must hear what the sender writes.
  public boolean isWithNeighbour() {
    return switch (this) {
      case DELIVERED, ACCEPTED, OPENED, DISPUTED -> true;
      case WAITING, REFUSED, NO_RECEIVER, TAKEN_BACK, NOT_OPENED, RETURNED -> false;
    };
  }

  /// Whether the service that it names has the case, or has decided on it, so that the law's clocks
  /// do not ask for it. The database's `cases.meets_the_law` says the same.
  public boolean meetsTheLaw() {
    return isWithNeighbour() || this == NOT_OPENED;
  }

  /// Whether it has arrived, whatever became of it.
  public boolean hasArrived() {
    return !isOnItsWay() && this != TAKEN_BACK;
  }

  /// Whether a neighbour can report it.
  public boolean isReport() {
    return switch (this) {
      case ACCEPTED, OPENED, NOT_OPENED, RETURNED, DISPUTED -> true;
      case WAITING, DELIVERED, REFUSED, NO_RECEIVER, TAKEN_BACK -> false;
    };
  }

  /// Whether the centre has to decide again.
  public boolean isBackAtCentre() {
    return this == NOT_OPENED || this == RETURNED || this == DISPUTED;
  }
}
