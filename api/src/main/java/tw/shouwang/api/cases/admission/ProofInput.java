package tw.shouwang.api.cases.admission;

/// A client's answer to a [tw.shouwang.api.guidance.ProofChallenge].
public record ProofInput(String challenge, String solution) {

  @Override
  public String toString() {
    return "ProofInput[redacted]";
  }
}
