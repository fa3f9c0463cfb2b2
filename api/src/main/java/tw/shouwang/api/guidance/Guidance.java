package tw.shouwang.api.guidance;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Recommends channels to the sender of a form: the guide's rows for everything that the form says.
@Singleton
public class Guidance {

  private final ChannelGuide guide;
  private final InstantSource time;

  Guidance(ChannelGuide guide, InstantSource time) {
    this.guide = guide;
    this.time = time;
  }

  /// The channels for one case, the gravest first.
  public List<ChannelAdvice> advice(AdviceRequest told) {
    return guide.advise(told.situation(), new ChannelGuide.Reader(told.spoken(), time.instant()));
  }

  /// The channels for areas where this service has no centre: those that take reports everywhere,
  /// and those for the form's situation.
  public List<ChannelAdvice> whereNotServed(AdviceRequest told) {
    ChannelGuide.Reader asked = new ChannelGuide.Reader(told.spoken(), time.instant());
    return Stream.concat(
            Stream.of(guide.advice(GuideRules.NOT_SERVED, told.situation(), asked)),
            guide.advise(told.situation(), asked).stream())
        .toList();
  }
}
