package tw.shouwang.api.cases.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Solves proof-of-work challenges as a client does.
public final class Solver {

  private Solver() {}

  public static WorkSolution solve(String challenge, int difficulty) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (int i = 0; ; i++) {
        byte[] hash = sha256.digest((challenge + ":" + i).getBytes(StandardCharsets.UTF_8));
        if (WorkChallenges.leadingZeros(hash) >= difficulty) {
          return new WorkSolution(challenge, Integer.toString(i));
        }
      }
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
