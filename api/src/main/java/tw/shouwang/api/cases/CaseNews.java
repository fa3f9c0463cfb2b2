package tw.shouwang.api.cases;

import java.time.LocalDate;

/// That something happened, and nothing of what.
record CaseNews(CaseStatus status, LocalDate changedOn, int unreadMessages) {}
