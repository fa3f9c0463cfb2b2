package tw.shouwang.api.intake.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

class ReplyWarningsTest {

  private final ReplyWarnings warnings = new ReplyWarnings();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "請問您的姓名？",
        "請告訴我你的名字",
        "身份證號碼幾號",
        "方便留個電話嗎",
        "怎麼稱呼您？",
        "請留下聯絡方式",
        "What is your full name?",
        "Please give us your phone number",
        "Tên bạn là gì?",
        "Số điện thoại của chị?",
        "Siapa nama Anda?",
        "คุณชื่ออะไร",
        "Ano ang pangalan mo?"
      })
  void knowsAQuestionForWhoSomebodyIs(String words) {
    assertThat(of(words)).singleElement().asString().contains("who they are");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0912-345-678",
        "09-1234-5678",
        "0912.345.678",
        "+886 912 345 678",
        "０９１２３４５６７８",
        "(02) 2720 8889",
        "02-2720-8889",
        "037-123456",
        "+886-2-2720-8889"
      })
  void knowsANumberThatSomebodyIsReachedBy(String number) {
    assertThat(of("請打 " + number + " 給我們")).singleElement().asString().contains("phone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A123456789", "ａ１２３４５６７８９", "AB12345678"})
  void knowsANumberThatSomebodyIsKnownBy(String number) {
    assertThat(of("是" + number + "嗎")).singleElement().asString().contains("identity number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "請打電話給 113，全天有人接聽。",
        "1999 轉 6444，或 0800-024-995、0800 788 995",
        "2026-11-23 下午兩點，請里長去您的社區看看",
        "謝謝您告訴我們。您不需要說出自己是誰。",
        "You do not need to say who you are. Call 113, day and night.",
        "Hãy gọi 113 ngay."
      })
  void saysNothingToWhatAsksNobody(String words) {
    assertThat(of(words)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void saysNothingToOurOwnTemplates(Language language) {
    for (String code :
        List.of("thanks", "onTheWay", "moreDetails", "referred", "emergency", "closed")) {
      String text = Messages.of("intake").text(language, "template." + code);
      assertThat(of(text)).as(text).isEmpty();
    }
  }

  @Test
  void tellsThatNobodyCanReadIt() {
    assertThat(warnings.of("您好", true, Language.EN)).singleElement().asString().contains("taken");
  }

  private List<String> of(String words) {
    return warnings.of(words, false, Language.EN);
  }
}
