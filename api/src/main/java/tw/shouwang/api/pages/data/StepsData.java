package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// The answer of `page-steps.graphql`.
@Serdeable
public record StepsData(
    @Nullable String draftNotice, List<Card> emergencyNumbers, @Nullable List<Step> helpingSteps)
    implements Basics {

  /// A `HelpingStep` of the schema.
  @Serdeable
  public record Step(String title, String text, Language textLanguage) {}

  public List<Step> steps() {
    return helpingSteps == null ? List.of() : helpingSteps;
  }
}
