package tw.shouwang.api.cases.hours;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// A period in which a person is at a centre. Its key is centre, weekday and begin.
///
/// @param weekday of ISO 8601, Monday is 1
/// @param opens minutes of the day
/// @param closes minutes of the day, 1440 is midnight
@MappedEntity(value = "centre_hours", schema = "cases")
public record CentreHoursRow(@Id String centre, int weekday, int opens, int closes) {

  static final int MINUTES = 1_440;

  public CentreHoursRow {
    if (weekday < 1 || weekday > 7 || opens < 0 || closes > MINUTES || opens >= closes) {
      throw new IllegalArgumentException("no hours of a day");
    }
  }
}
