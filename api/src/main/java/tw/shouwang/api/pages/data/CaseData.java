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

  /// The most messages that a page shows: one fewer than the document asks for, so that the last
  /// one tells whether there are earlier ones.
  private static final int MOST_SHOWN = 99;

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

    /// The latest of the messages, as many as a page shows.
    public List<Said> shown() {
      return messages.subList(Math.max(0, messages.size() - MOST_SHOWN), messages.size());
    }

    /// The message before which there are others; null if all are shown.
    public @Nullable String earlierThan() {
      return messages.size() > MOST_SHOWN ? shown().getFirst().id() : null;
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
