package tw.shouwang.api.cases.sender;

import java.time.LocalDate;
import tw.shouwang.api.cases.records.CaseEventKind;

/// An event of a case, to the day.
public record CaseEvent(CaseEventKind kind, LocalDate on) {}
