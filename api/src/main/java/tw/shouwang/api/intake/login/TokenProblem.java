package tw.shouwang.api.intake.login;

/// Why a token is rejected, or its member has no rights. For operators, never for the caller.
///
/// @param detail the expected setting and the difference; nothing that the token says about a
///   person
record TokenProblem(Reason reason, String detail) {

  enum Reason {
    NOT_A_TOKEN,
    ISSUER,
    TYPE,
    ALGORITHM,
    KEY_UNKNOWN,
    KEYS_AWAY,
    SIGNATURE,
    AUDIENCE,
    NO_EXPIRY,
    EXPIRED,
    NOT_YET_VALID,
    NO_SUBJECT,
    /// Accepted, but without a role.
    NO_ROLE,
    /// Accepted, but without a centre.
    NO_CENTRE
  }

  static TokenProblem of(Reason reason, String detail, Object... values) {
    return new TokenProblem(reason, detail.formatted(values));
  }
}
