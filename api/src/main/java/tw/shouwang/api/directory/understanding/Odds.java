package tw.shouwang.api.directory.understanding;

/// Converts log-odds to probabilities in thousandths by a table, so that every machine gets the
/// same result.
final class Odds {

  /// One step of the table, in thousandths of a log-odd.
  static final int STEP = 125;

  private static final int HALF = 64;
  private static final int[] SHARES = new int[2 * HALF + 1];

  static {
    for (int index = 0; index < SHARES.length; index++) {
      double odds = (index - HALF) * STEP / 1000.0;
      SHARES[index] = (int) StrictMath.round(1000 / (1 + StrictMath.exp(-odds)));
    }
  }

  private Odds() {}

  static int share(int thousandths) {
    int index = Math.floorDiv(thousandths, STEP) + HALF;
    return SHARES[Math.max(0, Math.min(SHARES.length - 1, index))];
  }

  static int[] table() {
    return SHARES.clone();
  }
}
