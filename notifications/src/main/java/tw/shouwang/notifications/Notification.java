package tw.shouwang.notifications;

import java.time.Duration;

/// The only message that is ever pushed: the same for all events, languages and platforms, so that
/// push services learn only that the app should look for news. The app has the words, by the
/// localization keys; the README says what an app does with the message.
public final class Notification {

  /// The key of the only data entry, for apps that receive data messages.
  public static final String DATA_KEY = "shouwang";

  public static final String DATA_VALUE = "news";

  /// A later push replaces an earlier one that was not shown yet, so a push sent twice is shown
  /// once. Also the topic of a web push: at most 32 characters of the URL-safe base64 alphabet (RFC
  /// 8030, 5.4).
  public static final String COLLAPSE_KEY = "shouwang-news";

  public static final String TITLE_LOCALIZATION_KEY = "shouwang_news_title";
  public static final String BODY_LOCALIZATION_KEY = "shouwang_news_body";

  /// A phone that was off for less than a day still receives the push; later, the app finds the
  /// news when it is opened.
  public static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private Notification() {}
}
