package tw.shouwang.api.cases.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.sites.PosterState;

/// What the first look at an entry found. Contains no text of the sender.
///
/// @param centre the case's, when it was looked at
/// @param state of the case, as far as this entry tells it; null for a message, which tells nothing
///   of it
/// @param danger whether it sounds like danger, or its sealed urgency is graver than the clear one
/// @param differing the names of clear values that differ from the sealed ones
/// @param byClient whether only the sender's client and the centre have been able to read the case
/// @param poster how the poster's code in a form fits it; null if none came or none could be read
/// @param postersName the pseudonym by which the poster is counted, see
///   [tw.shouwang.api.cases.sites.PosterSurge]; null for what is no poster's
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
