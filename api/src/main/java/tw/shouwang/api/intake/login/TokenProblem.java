package tw.shouwang.api.intake.login;

/// Why a token lets nobody in, or somebody who may do nothing: for operators, never for whoever
/// brings the token.
///
/// @param detail what a setting says and by how much the token misses it; nothing that the token
///   says of a person
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
    /// Lets in, without a role.
    NO_ROLE,
    /// Lets in, without a centre.
    NO_CENTRE
  }

  static TokenProblem of(Reason reason, String detail, Object... values) {
    return new TokenProblem(reason, detail.formatted(values));
  }
}
