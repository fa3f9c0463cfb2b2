package tw.shouwang.api.guidance;

/// What of the guide is counted. Stored by name.
enum View {
  /// The guide, whatever it advised.
  GUIDE,

  /// The three steps of helping somebody.
  HELPING_STEPS,

  /// The guide, where it advised about thoughts of suicide.
  SUICIDE_PREVENTION
}
