package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// The answer of `page-guide.graphql`.
@Serdeable
public record GuideData(
    @Nullable String draftNotice, List<Card> emergencyNumbers, @Nullable List<Advice> channelGuide)
    implements Basics {

  /// A `ChannelAdvice` of the schema.
  @Serdeable
  public record Advice(
      String code, String title, String why, Language textLanguage, List<Card> resources) {}

  /// The advice, the gravest first.
  public List<Advice> advice() {
    return channelGuide == null ? List.of() : channelGuide;
  }
}
