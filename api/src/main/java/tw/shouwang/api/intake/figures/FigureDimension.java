package tw.shouwang.api.intake.figures;

/// What the cases of a month can be counted by. The names are those of the GraphQL enum.
enum FigureDimension {
  CATEGORY,
  OUTCOME,
  SENDER_GROUP,
  NEIGHBOUR,
  WEEK,
  INDICATOR;

  /// The value of a case that has none yet.
  static final String NONE = "NONE";

  /// Whether each case has exactly one value, so that the cells add up to all cases.
  boolean isPartition() {
    return switch (this) {
      case CATEGORY, OUTCOME, SENDER_GROUP, WEEK -> true;
      case NEIGHBOUR, INDICATOR -> false;
    };
  }
}
