package tw.shouwang.notifications;

import java.time.Duration;

/// The one message that is ever pushed: the same for all events, languages and platforms, so that
/// nobody on its way learns more than that the app should look. The words are the app's, found by
/// the localization keys; the README says what an app does with it.
public final class Notification {

  /// The single data entry, for apps that receive data messages.
  public static final String DATA_KEY = "shouwang";

  public static final String DATA_VALUE = "news";

  /// A later push replaces an earlier one that was not shown yet, so a push sent twice is seen
  /// once. A web push topic too: at most 32 characters of the URL-safe base64 alphabet (RFC 8030,
  /// 5.4).
  public static final String COLLAPSE_KEY = "shouwang-news";

  public static final String TITLE_LOCALIZATION_KEY = "shouwang_news_title";
  public static final String BODY_LOCALIZATION_KEY = "shouwang_news_body";

  /// A phone that was off for a day still learns of it; later it hears when the app is opened.
  public static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private Notification() {}
}
