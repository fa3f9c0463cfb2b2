package tw.shouwang.api.cases.sender;

import java.time.LocalDate;
import tw.shouwang.api.cases.records.CaseEventKind;

/// One thing that happened to a case, to the day.
public record CaseEvent(CaseEventKind kind, LocalDate on) {}
