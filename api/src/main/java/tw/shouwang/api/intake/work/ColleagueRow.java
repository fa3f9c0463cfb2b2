package tw.shouwang.api.intake.work;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// Somebody who works at a centre. The key is centre and worker.
///
/// @param worker the identity provider's name for the person
/// @param name the person's name for colleagues
/// @param seenOn when the person last read the centre's inbox
@MappedEntity(value = "colleague", schema = "intake")
record ColleagueRow(@Id String worker, String centre, String name, LocalDate seenOn) {}
