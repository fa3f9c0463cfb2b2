package tw.shouwang.api.guidance;

/// For whom somebody asks. Advice on suicide speaks to one of them, or in two paragraphs to both.
public enum Asker {
  /// Asks for help for themselves.
  SELF,
  /// Reports what they noticed about somebody else.
  HELPER,
  /// Reads the guide and has not said.
  NOT_SAID
}
