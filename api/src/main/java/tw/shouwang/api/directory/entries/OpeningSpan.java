package tw.shouwang.api.directory.entries;

/// Hours on every public holiday, if a source gives them; minutes as in [OpeningPeriod].
public record OpeningSpan(int opens, int closes) {

  public OpeningSpan {
    if (opens < 0
        || opens >= OpeningPeriod.DAY
        || closes <= opens
        || closes > 2 * OpeningPeriod.DAY) {
      throw new IllegalArgumentException("a span must open within its day and close after that");
    }
  }
}
