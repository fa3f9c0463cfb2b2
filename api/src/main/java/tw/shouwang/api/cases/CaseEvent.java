package tw.shouwang.api.cases;

import java.time.LocalDate;

/// One thing that happened to a case, to the day.
record CaseEvent(CaseEventKind kind, LocalDate on) {}
