package tw.shouwang.api.intake.jobs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/// The claim of a node on a job for one day.
@MappedEntity(value = "job_claim", schema = "intake")
public record JobClaim(@Id String job, LocalDate day) {}
