package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers of `page-case.graphql` and `page-case-proof.graphql`.
///
/// @param newReceipt for somebody who wants to replace theirs
/// @param caseView null where no case has the receipt
@Serdeable
public record CaseData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable String newReceipt,
    @Nullable OwnCase caseView,
    @Nullable Proof caseProof)
    implements Basics {

  /// As many as the document asks for.
  private static final int MOST_MESSAGES = 100;

  /// A `CaseView` of the schema.
  @Serdeable
  public record OwnCase(
      String statusName,
      String receivedOn,
      @Nullable String dueBy,
      String office,
      @Nullable String expiresOn,
      @Nullable String exerciseText,
      @Nullable String reference,
      @Nullable String throughServiceOn,
      Told staffed,
      List<Event> timeline,
      List<Said> messages,
      List<Card> referrals) {

    /// The message before which there may be others; null if all are there.
    public @Nullable String earlierThan() {
      return messages.size() < MOST_MESSAGES ? null : messages.getFirst().id();
    }

    /// See [#minute].
    public @Nullable String due() {
      return minute(dueBy);
    }
  }

  /// A `Staffed` of the schema.
  @Serdeable
  public record Told(String text) {}

  /// A `CaseEvent` of the schema.
  @Serdeable
  public record Event(String on, String text) {}

  /// A `CaseMessage` of the schema.
  @Serdeable
  public record Said(String id, boolean fromStaff, boolean inOrder, String on, String words) {}

  /// A `CaseProof` of the schema.
  @Serdeable
  public record Proof(String statement, String office, String issuedOn, String signed) {}

  /// A moment as a person reads it, e.g. `2026-11-29 18:30`; null if none is set.
  static @Nullable String minute(@Nullable String moment) {
    return moment == null
        ? null
        : moment.substring(0, "2026-11-29T18:30".length()).replace('T', ' ');
  }
}
