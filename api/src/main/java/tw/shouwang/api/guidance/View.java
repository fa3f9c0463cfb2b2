package tw.shouwang.api.guidance;

/// The views of the guide that are counted. Stored by name.
enum View {
  /// The guide, whatever it advised.
  GUIDE,

  /// The three steps of helping somebody.
  HELPING_STEPS,

  /// The guide, where it advised about thoughts of suicide.
  SUICIDE_PREVENTION
}
