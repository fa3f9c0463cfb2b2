package tw.shouwang.api.guidance;

import java.util.List;
import java.util.function.Predicate;

/// One row of the guide: the situations in which it applies, the channels, and the legal duties.
/// Its texts are the messages `guide.when.<code>`, `advice.<code>.title` and `.why`.
///
/// @param when the row applies where one of these holds
/// @param lines the row of the directory's table from situations to lines that it uses
/// @param crisis whether the person must not wait until a line opens: closed lines are left out,
///   and lines that answer in the asker's language now come first
record GuideRule(
    String code,
    List<GuideCondition> when,
    String lines,
    boolean crisis,
    List<DutyBinding> bindings) {

  /// A legal duty, and the situations of the row in which it exists.
  record DutyBinding(Predicate<AskedSituation> when, LegalDuty duty) {}

  GuideRule {
    when = List.copyOf(when);
    bindings = List.copyOf(bindings);
  }

  boolean appliesTo(AskedSituation situation) {
    return when.stream().anyMatch(condition -> condition.holds(situation));
  }

  List<ReportingDuty> duties(AskedSituation situation) {
    return ReportingDuty.of(
        bindings.stream().filter(binding -> binding.when().test(situation)).map(DutyBinding::duty),
        situation.kind());
  }
}
