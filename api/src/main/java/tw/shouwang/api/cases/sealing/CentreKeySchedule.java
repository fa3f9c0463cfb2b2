package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.sealing.CentreGenerations.Destruction;
import tw.shouwang.api.process.InStaffProcess;

/// What is due with a centre's keys today: a new generation when the newest has ended, kept cases
/// moved to the newest, and private generations destroyed whose time is over. Harmless to run
/// again; staff role, with the centre's signing key in the key folder.
@Singleton
@Requires(condition = InStaffProcess.class)
public class CentreKeySchedule {

  private final CentreGenerations generations;
  private final CoarseTime time;

  public CentreKeySchedule(CentreGenerations generations, InstantSource clock) {
    this.generations = generations;
    this.time = new CoarseTime(clock);
  }

  /// What was done.
  ///
  /// @param made whether there is a new generation
  /// @param moved how many kept cases were moved to the newest
  /// @param unopened how many do not open with their key; it is kept as long as they are
  /// @param destroyed the numbers of the private generations that are gone
  public record Done(boolean made, long moved, long unopened, List<Integer> destroyed) {
    public Done {
      destroyed = List.copyOf(destroyed);
    }
  }

  public Done run(String centre) {
    List<CentreKey> known = generations.list(centre);
    boolean due = known.isEmpty() || !known.getLast().validUntil().isAfter(time.today());
    CentreKey newest = due ? generations.make(centre) : known.getLast();
    CentreGenerations.Moved moved = generations.moveKept(newest);
    List<Integer> destroyed = new ArrayList<>();
    for (CentreKey key : known) {
      if (key.generation() != newest.generation()
          && generations.destroy(centre, key.generation()) instanceof Destruction.Destroyed) {
        destroyed.add(key.generation());
      }
    }
    return new Done(due, moved.cases(), moved.unopened(), destroyed);
  }
}
