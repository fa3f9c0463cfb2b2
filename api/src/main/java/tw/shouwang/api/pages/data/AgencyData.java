package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-agency.graphql`.
@Serdeable
public record AgencyData(
    @Nullable String draftNotice, List<Card> emergencyNumbers, @Nullable OwnEntry agencyEntry)
    implements Basics {

  /// The members of the union `AgencyEntryResult`: the entry and its version, or the reason for a
  /// refusal.
  @Serdeable
  public record OwnEntry(
      @Nullable Card resource, @Nullable Integer version, @Nullable String message) {}

  /// The answer of `page-agency-answer.graphql`.
  @Serdeable
  public record Answered(@Nullable Thanks answerAgencyLink) {}

  /// The members of the union `AnswerAgencyLinkResult`: the confirmation, or the reason for a
  /// refusal.
  @Serdeable
  public record Thanks(@Nullable String text, @Nullable String message) {}
}
