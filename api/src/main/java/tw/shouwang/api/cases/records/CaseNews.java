package tw.shouwang.api.cases.records;

import java.time.LocalDate;

/// That something happened, and nothing of what.
public record CaseNews(CaseStatus status, LocalDate changedOn, int unreadMessages) {}
