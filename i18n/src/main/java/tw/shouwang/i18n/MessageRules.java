package tw.shouwang.i18n;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Rules for every message. A test applies them to our messages, and an import applies them to
/// corrections.
///
/// Two rules protect lives. First, 113 in Taiwan answers questions and takes reports but sends
/// nobody, while it is the police in Vietnam and the fire brigade in Indonesia. So no message
/// offers 113 as an alternative to 110 or 119, and a message with 110 says that it is the police.
/// Second, no message promises opening hours: those belong to the directory's entries, which are
/// kept up to date.
final class MessageRules {

  private static final Pattern MARKUP =
      Pattern.compile("</?[a-z]+>|&[a-z]+;|\\*\\*|__|\\]\\(|\\{\\{|\\$\\{|TODO|FIXME|\\?\\?\\?");
  private static final Pattern ARGUMENT = Pattern.compile("\\{[^{}]*}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /// Few characters (and an explanation in brackets) between two numbers mean "or"; a whole
  /// sentence between them does not.
  private static final String OR = "\\b(\\s?[（(][^）)]*[）)])?[^0-9]{0,12}\\b";

  private static final Pattern AS_EMERGENCY =
      Pattern.compile("\\b11[09]" + OR + "113\\b|\\b113" + OR + "11[09]\\b");
  private static final Pattern POLICE_NUMBER = Pattern.compile("\\b110\\b");

  /// "Day and night", or a time of day. The law's deadlines ("within 24 hours") are allowed.
  private static final Map<Language, Pattern> HOURS =
      Map.of(
          Language.ZH_TW, hours("24 ?小時(?!內)|全天|日夜|[0-9]+ ?[點时時](?!內)|[0-9]+:[0-9]+"),
          Language.EN, hours("day and night|around the clock|(?<!within )24 hours|[0-9] ?[ap]m\\b"),
          Language.VI, hours("ngày đêm|cả ngày|(?<!trong )24 giờ|24/7|từ [0-9]+ giờ"),
          Language.ID, hours("siang malam|siang dan malam|(?<!dalam )24 jam|pukul [0-9]+"),
          Language.TH, hours("ทั้งวันทั้งคืน|ตลอด 24|(?<!ภายใน )24 ชั่วโมง|[0-9] นาฬิกา"),
          Language.FIL, hours("araw at gabi|(?<!loob ng )24 (na )?oras|[0-9] ng (umaga|gabi)"));

  private static final Map<Language, List<String>> POLICE =
      Map.of(
          Language.ZH_TW, List.of("警"),
          Language.EN, List.of("police"),
          Language.VI, List.of("cảnh sát"),
          Language.ID, List.of("polisi"),
          Language.TH, List.of("ตำรวจ"),
          Language.FIL, List.of("pulis"));

  private static final UnicodeSet CHINESE = new UnicodeSet("[\\p{Han}。，、；：「」（）]").freeze();
  private static final UnicodeSet THAI = new UnicodeSet("[\\p{Thai}]").freeze();
  private static final Pattern CHINESE_SPEECH = Pattern.compile("「[^」]*[。？！]」");
  private static final Pattern CHINESE_BRACKETS = Pattern.compile("（[^）]*（");
  private static final Pattern LATIN_SPEECH = Pattern.compile("“[^”]+”");

  private final Language language;
  private final Glossary glossary;

  MessageRules(Language language) {
    this.language = language;
    this.glossary = Glossary.of(language);
  }

  /// @param slice the message's slice; the directory's own messages may speak of hours
  /// @param master the Traditional Chinese pattern
  /// @return the broken rules, one English sentence each
  List<String> problems(String slice, Set<MessageTag> tags, String master, String pattern) {
    List<String> problems = new ArrayList<>();
    Message message;
    try {
      message = new Message(pattern, language);
    } catch (IllegalArgumentException e) {
      return List.of("The text is not a message: a brace or an apostrophe is not closed.");
    }
    Set<String> arguments = new Message(master, Language.ZH_TW).arguments();
    if (!message.arguments().equals(arguments)) {
      problems.add(
          "The text has to use exactly the placeholders " + new TreeSet<>(arguments) + ".");
    }
    if (!found(DIGITS, words(pattern)).equals(found(DIGITS, words(master)))) {
      problems.add("The numbers differ from those of the Chinese text.");
    }
    form(tags, pattern, problems);
    script(tags, pattern, problems);
    safety(slice, pattern, problems);
    if (speeches(master, Language.ZH_TW) != speeches(pattern, language)) {
      problems.add("What somebody is to say aloud needs quotation marks, as in the Chinese text.");
    }
    problems.addAll(glossary.problems(master, pattern));
    return problems;
  }

  private void form(Set<MessageTag> tags, String pattern, List<String> problems) {
    if (MARKUP.matcher(pattern).find()) {
      problems.add("The text holds markup or a note to oneself.");
    }
    if (pattern.contains("\t") || pattern.contains("\uFFFD")) {
      problems.add("The text holds a tab or a character that was lost.");
    }
    boolean stray = !pattern.equals(pattern.strip()) || pattern.isEmpty();
    if (stray && !tags.contains(MessageTag.SAME)) {
      problems.add("The text is empty, or begins or ends with a space.");
    }
    if (language == Language.ZH_TW && CHINESE_BRACKETS.matcher(pattern).find()) {
      problems.add("Brackets stand within brackets.");
    }
    if (tags.contains(MessageTag.PUSH) && characters(pattern) > MessageTag.PUSH_LIMIT) {
      problems.add("A push has at most " + MessageTag.PUSH_LIMIT + " characters.");
    }
    if (tags.contains(MessageTag.BUTTON) && characters(pattern) > MessageTag.BUTTON_LIMIT) {
      problems.add("A label has at most " + MessageTag.BUTTON_LIMIT + " characters.");
    }
  }

  private void script(Set<MessageTag> tags, String pattern, List<String> problems) {
    if (language != Language.ZH_TW && !CHINESE.containsNone(pattern)) {
      problems.add("The text holds Chinese characters or marks.");
    }
    if (language != Language.TH && !THAI.containsNone(pattern)) {
      problems.add("The text holds Thai characters.");
    }
    if (language == Language.TH
        && !tags.contains(MessageTag.SAME)
        && pattern.codePoints().anyMatch(Character::isLetter)
        && THAI.containsNone(pattern)) {
      problems.add("The text is not in Thai.");
    }
  }

  private void safety(String slice, String pattern, List<String> problems) {
    if (AS_EMERGENCY.matcher(pattern).find()) {
      problems.add("113 is no emergency number: nobody comes from there. Say what it does, apart.");
    }
    boolean police =
        POLICE.getOrDefault(language, List.of()).stream()
            .anyMatch(pattern.toLowerCase(Locale.ROOT)::contains);
    if (POLICE_NUMBER.matcher(pattern).find() && !police) {
      problems.add("Who calls 110 has to know that it is the police.");
    }
    Pattern hours = HOURS.get(language);
    boolean says = hours != null && hours.matcher(ARGUMENT.matcher(pattern).replaceAll("")).find();
    if (says && !slice.equals("directory") && !slice.equals("figures")) {
      problems.add("A sentence holds hours; those stand in the directory's entry alone.");
    }
  }

  private static int speeches(String pattern, Language language) {
    Pattern speech = language == Language.ZH_TW ? CHINESE_SPEECH : LATIN_SPEECH;
    return (int) speech.matcher(pattern).results().count();
  }

  /// The text without its placeholders, because their forms may contain digits.
  private static String words(String pattern) {
    String text = pattern;
    for (String inner = ""; !inner.equals(text); ) {
      inner = text;
      text = ARGUMENT.matcher(text).replaceAll("");
    }
    return text;
  }

  private static Set<String> found(Pattern what, String text) {
    Set<String> found = new TreeSet<>();
    what.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  private int characters(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(language.locale());
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  private static Pattern hours(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
