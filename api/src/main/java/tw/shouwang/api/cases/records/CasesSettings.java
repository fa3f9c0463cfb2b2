package tw.shouwang.api.cases.records;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Periods and limits of cases, `shouwang.cases.*`.
///
/// @param deadline how long a submission may take in all before the sender is asked to try again
/// @param dueWithin the time in which a person grades and assigns a case
/// @param closeAfter a case closes after this time without a message
/// @param warnBeforeClose how long before the close staff are warned
/// @param eraseAfterClose how long the words stay after the close
/// @param eraseOpenAfter how long the words of an open case stay after the last message
/// @param eraseWithdrawnAfter how long the centre may keep a case that the sender has withdrawn
/// @param receiptsKeptFor how long a retired receipt cannot be used again
/// @param dangerSlots how many reports and messages of immediate danger one node handles at once;
///   two fewer than `shouwang.database.danger-connections`
/// @param otherSlots how many other reports and messages
/// @param readSlots how many look-ups; together with the others no more than
///   `shouwang.database.sender-connections`
/// @param newsEvery how often open streams of news are polled
/// @param newsStreams the most streams of news on one node
/// @param usualPerSite more new cases a day from one poster are unusual
/// @param usualPerAddress more new cases a day from one address are unusual
/// @param freePerSecond how many submissions a second a node takes before it demands proof of work
@ConfigurationProperties("shouwang.cases")
public record CasesSettings(
    @Bindable(defaultValue = "2500ms") Duration deadline,
    @Bindable(defaultValue = "24h") Duration dueWithin,
    @Bindable(defaultValue = "180d") Duration closeAfter,
    @Bindable(defaultValue = "14d") Duration warnBeforeClose,
    @Bindable(defaultValue = "90d") Duration eraseAfterClose,
    @Bindable(defaultValue = "270d") Duration eraseOpenAfter,
    @Bindable(defaultValue = "7d") Duration eraseWithdrawnAfter,
    @Bindable(defaultValue = "30d") Duration receiptsKeptFor,
    @Bindable(defaultValue = "6") int dangerSlots,
    @Bindable(defaultValue = "10") int otherSlots,
    @Bindable(defaultValue = "6") int readSlots,
    @Bindable(defaultValue = "2000") int freePerSecond,
    @Bindable(defaultValue = "20") int usualPerSite,
    @Bindable(defaultValue = "20") int usualPerAddress,
    @Bindable(defaultValue = "1s") Duration newsEvery,
    @Bindable(defaultValue = "10000") int newsStreams) {

  public CasesSettings {
    require(deadline.compareTo(Duration.ofMillis(2_800)) <= 0, "deadline must be under 2.8 s");
    require(deadline.toMillis() >= 100, "deadline must be at least 100 ms");
    require(dueWithin.toHours() >= 1, "due-within must be at least an hour");
    require(eraseAfterClose.toDays() >= 1, "erase-after-close must be at least a day");
    require(eraseOpenAfter.compareTo(closeAfter) > 0, "erase-open-after must be after close-after");
    require(eraseWithdrawnAfter.toDays() <= 7, "erase-withdrawn-after must not be over 7 days");
    require(receiptsKeptFor.toDays() >= 30, "receipts-kept-for must be at least 30 days");
    require(newsEvery.toMillis() >= 10, "news-every must be at least 10 ms");
    require(newsStreams >= 1, "news-streams must be at least 1");
    require(
        warnBeforeClose.toDays() >= 1 && warnBeforeClose.compareTo(closeAfter) < 0,
        "warn-before-close must be at least a day and less than close-after");
    require(usualPerSite >= 1 && usualPerAddress >= 1, "usual-per-* must be at least 1");
    require(freePerSecond >= 1, "free-per-second must be at least 1");
    require(dangerSlots >= 1 && otherSlots >= 1 && readSlots >= 1, "slots must be at least 1");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("shouwang.cases: " + rule);
    }
  }
}
