package tw.shouwang.api.process;

import java.util.List;

/// Something that an operator has to set up. The command `check` asks all of them, and the start
/// asks those that need no other machine: one rule for both.
///
/// An implementation asks for what it needs only while it looks, so that one that fails does not
/// hide what the others find.
public interface SetupCheck {

  /// What it looks at, e.g. `database`.
  String topic();

  /// Whether the service looks at its start too, before it opens the database. What asks the
  /// network, or costs seconds, does not.
  boolean atStart();

  /// @throws StartRefused counts as a finding of [SetupFinding.Level#WRONG] with that sentence; any
  ///   other failure stops no start
  List<SetupFinding> look() throws Exception;

  default SetupFinding found(SetupFinding.Level level, String sentence) {
    return new SetupFinding(level, topic(), sentence);
  }
}
