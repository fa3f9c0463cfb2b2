package tw.shouwang.api.cases.admission;

import java.util.Optional;

/// The result of a look into storage: found, absent, or no answer in time.
public sealed interface Stored<T> {

  record Present<T>(T value) implements Stored<T> {}

  record Absent<T>() implements Stored<T> {}

  /// Storage did not answer, or there was no place for the request.
  record Unavailable<T>() implements Stored<T> {}

  static <T> Stored<T> of(Optional<T> found) {
    return found.<Stored<T>>map(Present::new).orElseGet(Absent::new);
  }
}
