package tw.shouwang.api.directory.understanding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A person for whom other lines exist than for anybody.
public enum Person {
  CHILD,
  MAN,
  MIGRANT,
  PROFESSIONAL;

  static Optional<Person> ofCode(String code) {
    return Arrays.stream(values())
        .filter(person -> person.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst();
  }
}
