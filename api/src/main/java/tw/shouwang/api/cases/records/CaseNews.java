package tw.shouwang.api.cases.records;

import java.time.LocalDate;

/// Says that something happened to a case, without its content.
public record CaseNews(CaseStatus status, LocalDate changedOn, int unreadMessages) {}
