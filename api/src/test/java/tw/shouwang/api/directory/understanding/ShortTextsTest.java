package tw.shouwang.api.directory.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;

/// What people type into a search first: two to four words. Nothing is trained on these texts.
class ShortTextsTest {

  private static final Path SHORT = Path.of("src/test/resources/understanding/short.tsv");

  private final Understanding understanding;
  private final List<String[]> texts = new ArrayList<>();

  ShortTextsTest() throws IOException {
    DirectoryDocument pack = DirectoryPack.load(JsonMapper.createDefault());
    understanding = Measure.packed(pack, PlaceNames.of(DirectorySnapshot.areas(pack).values()));
    for (String line : Files.readAllLines(SHORT)) {
      if (!line.startsWith("#")) {
        texts.add(line.split("\t", 2));
      }
    }
  }

  /// The model knows "I" and "need" mostly from crises. There were 21; RATIONALE says what is
  /// missing for fewer.
  @Test
  void fewEverydayNeedsAreTakenForACrisis() {
    List<String> needs = texts("need", "none");
    assertThat(needs).hasSizeGreaterThan(150);
    assertThat(needs.stream().filter(this::isCrisis)).hasSizeLessThanOrEqualTo(9);
  }

  /// "I need money" was said to be thoughts of suicide.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tôi cần tiền",
        "toi can tien",
        "cần tiền",
        "need money",
        "butuh uang",
        "ต้องการเงิน"
      })
  void whoNeedsMoneyIsToldOfMoney(String text) {
    Understood understood = understanding.read(text, null);
    assertThat(understood.situations()).containsExactly(Situation.FOOD_MONEY);
    assertThat(understood.lines().stream().limit(3))
        .extracting(Understood.Line::key)
        .contains("tw.hotline.1957");
  }

  @Test
  void aCrisisInAFewWordsIsOne() {
    assertThat(texts("crisis")).hasSizeGreaterThan(100).allMatch(this::isCrisis);
  }

  /// Everyday words that stand in sentences of crises, alone: a pastor, a ship, a belt.
  @ParameterizedTest
  @ValueSource(strings = {"牧師", "登出", "captain", "kapten", "barko", "hanger"})
  void anEverydayWordAloneIsNoCrisis(String word) {
    assertThat(isCrisis(word)).isFalse();
  }

  /// Thirty searches by hand found these without a line of the police.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "失智走失",
        "小孩不見了",
        "my wallet was stolen",
        "anak saya hilang",
        "ninakaw ang cellphone ko",
        "con tôi bị lạc",
        "ลูกหาย"
      })
  void whoIsMissingAndWhatIsStolenIsForThePolice(String text) {
    assertThat(understanding.read(text, null).lines().stream().limit(3))
        .extracting(Understood.Line::key)
        .contains("tw.emergency.110");
  }

  private boolean isCrisis(String text) {
    return understanding.read(text, null).stage() == Understood.Stage.CRISIS;
  }

  private List<String> texts(String... kinds) {
    return texts.stream()
        .filter(each -> List.of(kinds).contains(each[0]))
        .map(each -> each[1])
        .toList();
  }
}
