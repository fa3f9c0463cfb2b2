package tw.shouwang.api.process;

/// What a [SetupCheck] found.
///
/// @param topic e.g. `database`
/// @param sentence the problem, and what to do about it; never a secret, never about a person
public record SetupFinding(Level level, String topic, String sentence) {

  /// How grave a finding is, the gravest last.
  public enum Level {
    OK,
    /// Something will be needed soon.
    DUE,
    /// It works, and not as well or as safely as it should.
    WEAK,
    MISSING,
    WRONG;

    /// Whether a service in `prod` does not start with it.
    public boolean stops() {
      return this == MISSING || this == WRONG;
    }
  }
}
