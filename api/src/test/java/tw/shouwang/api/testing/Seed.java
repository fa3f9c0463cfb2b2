package tw.shouwang.api.testing;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Reproducible randomness: the seed is printed, and `-Dseed=...` sets it.
public final class Seed {

  private Seed() {}

  /// @param test the name printed with the seed
  public static RandomGenerator random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return new Random(seed);
  }
}
