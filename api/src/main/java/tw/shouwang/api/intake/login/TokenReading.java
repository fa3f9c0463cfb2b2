package tw.shouwang.api.intake.login;

import java.util.List;

/// The result of reading a token.
sealed interface TokenReading {

  /// The token is valid.
  ///
  /// @param gaps why the member has no rights, if so
  record Holds(StaffMember member, List<TokenProblem> gaps) implements TokenReading {

    public Holds {
      gaps = List.copyOf(gaps);
    }
  }

  /// The token is rejected.
  record Fails(TokenProblem problem) implements TokenReading {}

  default List<TokenProblem> problems() {
    return switch (this) {
      case Holds(_, var gaps) -> gaps;
      case Fails(var problem) -> List.of(problem);
    };
  }
}
