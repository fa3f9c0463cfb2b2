package tw.shouwang.api.forms;

import java.time.Instant;

/// Proof of work that submissions need under load: find a solution so that SHA-256 over
/// `challenge:solution` begins with `difficulty` zero bits.
public record WorkChallenge(
    String challenge, String algorithm, int difficulty, Instant expiresAt) {}
