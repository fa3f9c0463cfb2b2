package tw.shouwang.api.intake.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// A day of some work that somebody has taken on.
@MappedEntity(value = "job_claim", schema = "intake")
public record JobClaim(@Id String job, LocalDate day) {}
