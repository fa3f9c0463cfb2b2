package tw.shouwang.api.intake.editors;

import tw.shouwang.api.intake.answers.StaffRefused;

/// The result of a step on poster codes. Each kind wraps its answer in the schema.
sealed interface SiteCodeOutcome {

  record Changed(SiteCodeService.SiteCodesChanged answer) implements SiteCodeOutcome {}

  record Refused(StaffRefused answer) implements SiteCodeOutcome {}
}
