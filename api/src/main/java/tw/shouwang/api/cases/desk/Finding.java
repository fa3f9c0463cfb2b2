package tw.shouwang.api.cases.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.sites.PosterState;

/// What the first look at an entry found. Holds no word.
///
/// @param centre the case's, when it was looked at
/// @param state of the case, as far as this entry tells it: nothing where a message opens or not
/// @param danger whether it sounds like danger, or its sealed urgency is graver than the clear one
/// @param differing what stands in clear and is not what was sealed
/// @param byClient whether only the sender's client and the centre have been able to read the case
/// @param poster how the poster's code in a form fits it; nothing where none came or was read
/// @param postersName by what the poster is counted, see [tw.shouwang.api.cases.sites.PosterSurge];
///   nothing for what is no poster's
public record Finding(
    UUID entryId,
    UUID caseId,
    String centre,
    @Nullable SealedState state,
    boolean danger,
    List<String> differing,
    boolean byClient,
    @Nullable PosterState poster,
    @Nullable String postersName) {

  public Finding {
    differing = List.copyOf(differing);
  }

  Finding with(@Nullable PosterState poster, @Nullable String postersName) {
    return new Finding(
        entryId, caseId, centre, state, danger, differing, byClient, poster, postersName);
  }

  /// Whether it says in clear that it is an exercise, and its sender has sealed no such thing.
  boolean isMadeAnExercise() {
    return differing.contains("exercise");
  }

  /// Whether somebody must hear of it at once.
  public boolean cannotWait() {
    return danger || isMadeAnExercise();
  }
}
