package tw.shouwang.api.intake.login;

import java.util.List;

/// What became of reading a token.
sealed interface TokenReading {

  /// It holds.
  ///
  /// @param gaps why the member may do nothing, where that is so
  record Holds(StaffMember member, List<TokenProblem> gaps) implements TokenReading {

    public Holds {
      gaps = List.copyOf(gaps);
    }
  }

  /// It names nobody.
  record Fails(TokenProblem problem) implements TokenReading {}

  default List<TokenProblem> problems() {
    return switch (this) {
      case Holds(_, var gaps) -> gaps;
      case Fails(var problem) -> List.of(problem);
    };
  }
}
