package tw.shouwang.api.concerns;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import tw.shouwang.api.cases.admission.StorageDeadline;
import tw.shouwang.api.cases.admission.Stored;
import tw.shouwang.api.directory.editing.ResourceProblems;
import tw.shouwang.api.forms.InputCheck;
import tw.shouwang.api.forms.InvalidInput;
import tw.shouwang.api.forms.Outcome;
import tw.shouwang.api.forms.RefusalCode;
import tw.shouwang.api.forms.Refusals;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.i18n.Language;

/// Stores reports that an entry of the directory is wrong. Anybody may send one; neither the sender
/// nor another person is recorded.
@Singleton
class ResourceProblemService {

  private final InputCheck check;
  private final Refusals refusals;
  private final ResourceProblems problems;
  private final SharedLimits limits;
  private final StorageDeadline deadline;

  ResourceProblemService(
      InputCheck check,
      Refusals refusals,
      ResourceProblems problems,
      SharedLimits limits,
      StorageDeadline deadline) {
    this.check = check;
    this.refusals = refusals;
    this.problems = problems;
    this.limits = limits;
    this.deadline = deadline;
  }

  Outcome<ResourceProblemReported> report(ReportResourceProblemInput input, Language language) {
    Optional<InvalidInput> problem = check.firstProblem(input);
    if (problem.isPresent()) {
      return new Outcome.Refused<>(refusals.refuse(problem.get(), language));
    }
    Duration delay = limits.takeAsEverybody(RateLimit.RESOURCE_PROBLEMS);
    if (!delay.isZero()) {
      return new Outcome.Refused<>(refusals.tryAgain(RefusalCode.TRY_LATER, delay, language));
    }
    return switch (deadline.change(
        () -> Optional.of(problems.report(input.resource(), input.words())))) {
      case Stored.Present<Boolean>(Boolean known) ->
          known
              ? new Outcome.Accepted<>(new ResourceProblemReported())
              : new Outcome.Refused<>(
                  refusals.refuse(RefusalCode.UNKNOWN_RESOURCE, "resource", null, language));
      case Stored.Absent<Boolean>(), Stored.Unavailable<Boolean>() ->
          new Outcome.Refused<>(
              refusals.tryAgain(RefusalCode.TEMPORARILY_UNAVAILABLE, null, language));
    };
  }
}
