package tw.shouwang.api.intake.work;

import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.SafeTimes;
import tw.shouwang.api.intake.answers.CallOutcome;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Warns a worker about a reply that asks for the sender's identity or contains a number that
/// identifies a person. The reply is sent anyway, because the worker may have a reason. Also tells
/// the worker if nobody can read the reply any more.
@Singleton
class ReplyWarnings {

  /// Questions for a name, an identity card, a birthday, an address or a number, in the languages
  /// of our answers.
  private static final Pattern ASKS_WHO =
      Pattern.compile(
          String.join(
              "|",
              "(您|你|妳)們?的?(叫什麼|真實姓名|姓名|名字|身[分份]證|大名|貴姓|生日|出生|住址|地址|電話|手機|聯絡方式)",
              "請(提供|留下|告知|告訴|問)?.{0,6}(姓名|名字|身[分份]證|大名|貴姓|證件|生日|住址|電話號碼|手機|聯絡方式)",
              "(留|給我|告訴我|提供).{0,6}(姓名|名字|身[分份]證|證件|住址|電話|手機|聯絡方式)",
              "身[分份]證(字號|號碼)?(是|呢|幾|多少|\\?)",
              "(怎麼|如何|怎樣)稱呼",
              "(您|你|妳)是誰",
              "\\byour (full |real |phone |mobile )?"
                  + "(name|number|id|identity|passport|birthday|date of birth|address|phone)\\b",
              "\\bwho are you\\b",
              "\\btên (của )?(bạn|anh|chị|em)\\b|\\b(bạn|anh|chị|em) tên\\b",
              "\\bsố điện thoại (của )?(bạn|anh|chị|em)\\b",
              "\\bnama (lengkap )?(anda|kamu)\\b|\\bsiapa nama\\b|\\bnomor (telepon|hp)"
                  + " (anda|kamu)\\b",
              "ชื่อ(ของ)?คุณ|คุณชื่อ|เบอร์(โทร)?(ของ)?คุณ",
              "\\b(ano|anong) (ang )?pangalan\\b|\\bpangalan mo\\b|\\binyong pangalan\\b|\\bnumero"
                  + " mo\\b"),
          Pattern.UNICODE_CHARACTER_CLASS);

  /// Taiwan's national id and residence permits: a letter, then nine digits or a letter and eight.
  private static final Pattern IDENTITY_NUMBER = Pattern.compile("\\b[a-z][a-d0-9]\\d{8}\\b");

  /// A mobile number, or a fixed line with its area code, with or without separators. Short numbers
  /// of hotlines and toll-free numbers do not match, because workers give them out.
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<!\\d)(\\+?886[-. (]{0,3}|\\(?0)(?!80\\d)"
              + "(9\\d{2}[-. ]?\\d{3}[-. ]?\\d{3}"
              + "|9[-. ]?\\d{4}[-. ]?\\d{4}"
              + "|[2-8]\\d?[-. )]{0,2}\\d{2,4}[-. ]?\\d{4})(?!\\d)");

  private final Messages messages = Messages.of("intake");

  /// The warning after a referral to a neighbour to which this centre has no connection.
  String noReceiver(Language language) {
    return messages.text(language, "warning.noReceiver");
  }

  /// The warning after a close while a hand-over waits for somebody.
  String notArrived(Language language) {
    return messages.text(language, "warning.notArrived");
  }

  /// The warning after a referral of an exercise to a neighbour.
  String staysHere(Language language) {
    return messages.text(language, "warning.exercise");
  }

  /// Warnings about a call to a sender.
  ///
  /// @param isPlanned whether another call is planned
  List<String> ofCall(
      Optional<SafeTimes> safe,
      @Nullable CallOutcome outcome,
      boolean isPlanned,
      Language language) {
    List<String> found = new ArrayList<>();
    if (isPlanned && safe.isEmpty()) {
      found.add(messages.text(language, "warning.noSafeTimes"));
    }
    if (isPlanned && safe.filter(SafeTimes::unclear).isPresent()) {
      found.add(messages.text(language, "warning.unclearTimes"));
    }
    boolean mayLeaveMessage = safe.map(SafeTimes::message).filter(Boolean.TRUE::equals).isPresent();
    if (outcome == CallOutcome.MESSAGE_LEFT && !mayLeaveMessage) {
      found.add(messages.text(language, "warning.messageLeft"));
    }
    return found;
  }

  /// @param isWithdrawn whether the sender has withdrawn the report
  List<String> of(String words, boolean isWithdrawn, Language language) {
    String plain = Normalizer.normalize(words, Normalizer.Form.NFKC);
    String folded = plain.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    if (isWithdrawn) {
      found.add(messages.text(language, "warning.withdrawn"));
    }
    if (ASKS_WHO.matcher(folded).find()) {
      found.add(messages.text(language, "warning.asksWho"));
    }
    if (IDENTITY_NUMBER.matcher(folded).find()) {
      found.add(messages.text(language, "warning.identityNumber"));
    }
    if (PHONE.matcher(folded).find()) {
      found.add(messages.text(language, "warning.phone"));
    }
    return found;
  }
}
