package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.sealing.CentreGenerations.Destruction;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.InStaffProcess;

/// Does what is due today with a centre's keys: makes a new generation when the newest has ended,
/// moves cases with words to the newest, and destroys old private keys. Can be repeated. Staff
/// role, with the centre's signing key in the key folder.
@Singleton
@Requires(condition = InStaffProcess.class)
public class CentreKeySchedule {

  private final CentreGenerations generations;
  private final CoarseTime time;

  public CentreKeySchedule(CentreGenerations generations, InstantSource clock) {
    this.generations = generations;
    this.time = new CoarseTime(clock);
  }

  /// The result.
  ///
  /// @param made whether a new generation was made
  /// @param moved how many cases were moved to the newest
  /// @param unopened how many cases cannot be opened with their key; the key stays until they are
  ///   erased
  /// @param destroyed the numbers of the destroyed private generations
  public record Done(boolean made, long moved, long unopened, List<Integer> destroyed) {
    public Done {
      destroyed = List.copyOf(destroyed);
    }
  }

  /// The centres that have keys here, or should.
  public List<String> served(List<Centre> centres) {
    return generations.served(centres);
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
