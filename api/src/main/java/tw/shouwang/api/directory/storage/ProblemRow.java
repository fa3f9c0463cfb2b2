package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import java.util.UUID;

@MappedEntity(value = "problem_report", schema = "directory")
public record ProblemRow(@Id UUID id, UUID resourceId, String words, LocalDate reportedOn) {

  @Override
  public String toString() {
    return "ProblemRow[redacted]";
  }
}
