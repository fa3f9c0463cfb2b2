package tw.shouwang.api.process;

import java.util.List;

/// Something that an operator has to set up. The command `check` asks all of them, and the start
/// asks those that need no other machine: one rule for both.
///
/// An implementation gets the beans that it needs only in [#look()], so that a failing check does
/// not hide the findings of the others.
public interface SetupCheck {

  /// The subject of the check, e.g. `database`.
  String topic();

  /// Whether a start of the service runs the check too, before it opens the database. False for
  /// checks that use the network or take seconds.
  boolean atStart();

  /// @throws StartRefused counts as a finding of [SetupFinding.Level#WRONG] with that sentence; any
  ///   other failure stops no start
  List<SetupFinding> look() throws Exception;

  /// What only a trial tells that others notice, such as a test message. The command `check` asks
  /// for it when it is told to, and no start does.
  default List<SetupFinding> tryOut() throws Exception {
    return List.of();
  }

  default SetupFinding found(SetupFinding.Level level, String sentence) {
    return new SetupFinding(level, topic(), sentence);
  }
}
