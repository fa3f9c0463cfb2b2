package tw.shouwang.api.guidance;

/// For whom somebody asks. Advice on suicide addresses one of them, or both in two paragraphs.
public enum Asker {
  /// Asks for help for themselves.
  SELF,
  /// Reports what they noticed about somebody else.
  HELPER,
  /// Reads the guide without saying for whom.
  NOT_SAID
}
