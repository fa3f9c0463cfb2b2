package tw.shouwang.api.testing;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Chance that can be had again: the seed is printed, and `-Dseed=...` takes it.
public final class Seed {

  private Seed() {}

  /// @param test named beside the seed in the output
  public static RandomGenerator random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return new Random(seed);
  }
}
