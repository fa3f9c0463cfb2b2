package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `page-received.graphql`: without the conversation, because reading one marks its
/// answers as read.
///
/// @param caseView null where it could not be read
@Serdeable
public record ReceivedData(
    @Nullable String draftNotice, List<Card> emergencyNumbers, @Nullable Received caseView)
    implements Basics {

  public static ReceivedData unread(Basics basics) {
    return new ReceivedData(basics.draftNotice(), basics.emergencyNumbers(), null);
  }

  /// A `CaseView` of the schema.
  @Serdeable
  public record Received(
      @Nullable String dueBy, @Nullable String exerciseText, CaseData.Told staffed) {

    /// See [CaseData#minute].
    public @Nullable String due() {
      return CaseData.minute(dueBy);
    }
  }
}
