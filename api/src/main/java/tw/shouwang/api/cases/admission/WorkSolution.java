package tw.shouwang.api.cases.admission;

/// A client's solution of a [tw.shouwang.api.guidance.WorkChallenge].
public record WorkSolution(String challenge, String solution) {

  @Override
  public String toString() {
    return "ProofInput[redacted]";
  }
}
