package tw.shouwang.api.guidance;

import java.util.List;
import java.util.function.Predicate;

/// One row of the guide: in which situations to turn where, and what the law asks. Its words are
/// the messages `guide.when.<code>`, `advice.<code>.title` and `.why`.
///
/// @param lines the row of the directory's table from situations to lines that it reads
/// @param crisis whether somebody may not wait until a line opens: only lines that are not closed
///   are named, and whoever answers in the asker's language now stands before all
record GuideRule(
    String code,
    Predicate<AskedSituation> when,
    String lines,
    boolean crisis,
    List<DutyBinding> bindings) {

  /// A duty, and in which of the row's situations it is one.
  record DutyBinding(Predicate<AskedSituation> when, LegalDuty duty) {}

  GuideRule {
    bindings = List.copyOf(bindings);
  }

  List<ReportingDuty> duties(AskedSituation situation) {
    return bindings.stream()
        .filter(binding -> binding.when().test(situation))
        .map(DutyBinding::duty)
        .filter(duty -> duty.obliges(situation.kind()) || duty.mayOblige(situation.kind()))
        .map(duty -> new ReportingDuty(duty, duty.obliges(situation.kind())))
        .toList();
  }
}
