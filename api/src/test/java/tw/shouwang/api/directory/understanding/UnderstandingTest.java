package tw.shouwang.api.directory.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;

/// Understands typed texts: what happens, to whom and where.
class UnderstandingTest {

  private static final int SAMPLE = 40;

  private static final Path CORPUS = Path.of("src/test/resources/understanding");
  private static final DirectoryDocument PACK = DirectoryPack.load(JsonMapper.createDefault());
  private static final List<LexiconGroup> LEXICON =
      Objects.requireNonNull(PACK.understanding()).lexicon();
  private static final PlaceNames PLACES = PlaceNames.of(DirectorySnapshot.areas(PACK).values());
  private static final Understanding UNDERSTANDING = Measure.packed(PACK, PLACES);

  private static List<Corpus.Sentence> training() throws IOException {
    return Corpus.read(CORPUS.resolve("training.tsv"));
  }

  private static List<Corpus.Sentence> unseen() throws IOException {
    return Corpus.sentences(Files.readAllLines(CORPUS.resolve("unseen.tsv")));
  }

  /// The lines of every sentence of crisis, as it stands in the corpus.
  private static final Map<String, List<String>> BEFORE = new LinkedHashMap<>();

  private static final Map<String, String> LANGUAGES = new HashMap<>();

  @BeforeAll
  static void readsTheCrises() throws IOException {
    training().stream()
        .filter(Corpus.Sentence::crisis)
        .forEach(sentence -> {
          BEFORE.put(sentence.text(), lines(sentence.text()));
          LANGUAGES.put(sentence.text(), sentence.language());
        });
  }

  /// What is read of a text depends on its plain form only. Where that is the sentence's own, the
  /// text is therefore not read again, apart from a sample that shows that this is so.
  private static void assertReadAs(String sentence, String text, List<String> before) {
    boolean same = plain(text).equals(plain(sentence)) && text.hashCode() % SAMPLE != 0;
    assertThat(same ? before : lines(text)).as(sentence).isEqualTo(before);
  }

  private static List<String> plain(String text) {
    return Plain.parts(text).stream().map(part -> Plain.of(part, PLACES).text()).toList();
  }

  private static List<String> lines(String text) {
    return UNDERSTANDING.read(text, null).lines().stream().map(Understood.Line::key).toList();
  }

  /// What a sender writes later, in the words in which it is told: the staff role's first look
  /// wakes somebody by these alone.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "他手上有刀",
        "他現在有刀",
        "她拿著刀站在門口",
        "他持刀",
        "他帶刀來了",
        "爸爸在打我",
        "他打到我流血",
        "他把汽油倒在門口",
        "他在撞門",
        "快報警",
        "He has a gun",
        "He is beating her now",
        "He said he will kill us tonight",
        "Nó có dao",
        "Ông ấy có dao",
        "Nó có súng",
        "Chồng tôi đang đánh tôi",
        "Dia pegang pistol",
        "เขามีมีด",
        "May hawak na baril siya"
      })
  void hearsDangerThatIsThereNow(String words) {
    assertThat(UNDERSTANDING.saysDanger(words)).isTrue();
  }

  /// They are for the first look alone: a search reads as if they were not there.
  @Test
  void alarmsCountForNothingElse() {
    List<LexiconGroup> without =
        LEXICON.stream().filter(group -> !LexiconGroup.ALARM.equals(group.what())).toList();

    assertThat(without).hasSizeLessThan(LEXICON.size());
    assertThat(Lexicon.of(LEXICON).size()).isEqualTo(Lexicon.of(without).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"冰箱裡有刀削麵", "家裡沒有刀", "Giá xăng có dao động", "The gun shop has closed"})
  void hearsNoDangerInAWordAlone(String words) {
    assertThat(UNDERSTANDING.saysDanger(words)).isFalse();
  }

  @Test
  void neverOpensTheSentencesThatAreKeptApart() {
    Path unseen = CORPUS.resolve("unseen.tsv");

    assertThatThrownBy(() -> Corpus.read(unseen)).hasMessageContaining("kept apart");
    assertThatThrownBy(() -> Trainer.over(unseen, List.of())).hasMessageContaining("kept apart");
  }

  @Test
  void trainsOnNoSentenceThatIsKeptApart() throws IOException {
    Set<String> apart = Set.copyOf(unseen().stream().map(Corpus.Sentence::text).toList());

    assertThat(training().stream().filter(each -> apart.contains(each.text())).count()).isZero();
  }

  /// D2: added signs, laughter, tears, particles or a plea must not hide a crisis.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "😭",
        "😭😭😭",
        "👨‍👩‍👧",
        "🙏🏻",
        "📞",
        "️⃣",
        "!!!",
        "！！",
        "…",
        "~~~",
        "T_T",
        "Q_Q",
        ":(",
        "0.0",
        "(╥﹏╥)",
        "\u200b",
        "\n\n",
        "QQ",
        "哈哈哈",
        "5555",
        "haha",
        "huhu",
        "hiks",
        "hic hic",
        "啊",
        "喔",
        "唉",
        "拜託",
        " po",
        " nha",
        " dong",
        " pls",
        " ครับ",
        " ค่ะ"
      })
  void aSignOrAParticleNeverLosesACrisisLine(String added) {
    BEFORE.forEach((sentence, before) -> {
      boolean glued = sentence.matches("(?s).*[\\p{IsLatin}\\p{M}0-9哈'’]");
      assertReadAs(sentence, sentence + (glued ? " " : "") + added, before);
    });
  }

  /// D2: the same before it.
  @ParameterizedTest
  @ValueSource(strings = {"😭", "!!! ", "QQ ", "…", "「"})
  void aSignBeforeItNeverLosesACrisisLine(String added) {
    BEFORE.forEach((sentence, before) -> assertReadAs(sentence, added + sentence, before));
  }

  /// D2: an added place name, in the language of the sentence, must not hide a crisis.
  @ParameterizedTest
  @CsvSource({
    "大安區 , zh-TW", "在板橋區 , zh-TW", "我住高雄 , zh-TW", "臺北市 , en", "Taipei City , en",
    "Ở Đào Viên , vi", "o Dai Bac , vi", "di Taoyuan , id", "dito sa Taichung , fil", "ที่ไทเป , th"
  })
  void aPlaceNeverLosesACrisisLine(String place, String language) {
    BEFORE.forEach((sentence, before) -> {
      if (LANGUAGES.getOrDefault(sentence, "").equals(language)) {
        assertReadAs(sentence, place + " " + sentence, before);
      }
    });
  }

  /// D2: the plain words for a crisis lead to its line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "我想死😭|tw.hotline.1925",
        "我想死QQ|tw.hotline.1925",
        "I want to die😭|tw.hotline.1925",
        "chồng tát em|tw.hotline.113",
        "chong tat toi|tw.hotline.113",
        "我想死啊|tw.hotline.1925",
        "疑似家暴|tw.hotline.113",
        "目睹家暴|tw.hotline.113",
        "被家暴了|tw.hotline.113",
        "爸爸性侵我|tw.hotline.113",
        "爸爸打我|tw.hotline.113",
        "媽媽打我|tw.hotline.113",
        "我爸打我|tw.hotline.113",
        "丈夫打我|tw.hotline.113",
        "my husband hits me|tw.hotline.113",
        "my father hits me|tw.hotline.113",
        "suami memukul saya|tw.hotline.113",
        "สามีตีฉัน|tw.hotline.113",
        "chồng đánh tôi|tw.hotline.113",
        "家暴大安|tw.hotline.113",
        "性侵 中山|tw.hotline.113",
        "失火|tw.emergency.119",
        "sunog|tw.emergency.119",
        "cháy nhà|tw.emergency.119",
        "自殘|tw.hotline.1925",
        "割腕|tw.hotline.1925",
        "tự tử|tw.hotline.1925",
        "saklolo|tw.emergency.110",
        "被打|tw.hotline.113",
        "小孩被打|tw.hotline.113",
        "吐血|tw.emergency.119",
        "เบอร์ตำรวจ ด่วนๆๆๆ|tw.emergency.110",
        "saya mau mati saja|tw.hotline.1925",
        "ada orang terbakar|tw.emergency.119",
        "he says he will kill me if I leave|tw.emergency.110",
        "i want to kill myself|tw.hotline.1925",
        "muốn nhảy lầu|tw.hotline.1925",
        "火燒厝矣|tw.emergency.119",
        "wo xiang si|tw.hotline.1925",
        "jiu ming|tw.emergency.110",
        "ㄗˋㄕㄚ|tw.hotline.1925"
      })
  void aPlainWordOfCrisisLeadsToItsLine(String text, String line) {
    assertThat(lines(text)).first().isEqualTo(line);
  }

  /// They are understood, and not only answered by the lines for anybody.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "saya mau mati saja",
        "ada orang terbakar",
        "he says he will kill me if I leave",
        "i want to kill myself",
        "toi muon chet",
        "muốn nhảy lầu",
        "rumah kebakar tolong",
        "想燒炭"
      })
  void aPlainSentenceOfCrisisIsUnderstood(String text) {
    assertThat(UNDERSTANDING.read(text, null).stage()).isEqualTo(Understood.Stage.CRISIS);
  }

  @ParameterizedTest
  @CsvSource({
    "想戒酒戒不掉, tw.hotline.0800770885",
    "where can I get food for my kids, tw.hotline.1957",
    "沒錢繳房租快被趕出去, tw.hotline.1957"
  })
  void aNeedHasItsOwnLineFirst(String text, String line) {
    assertThat(lines(text)).first().isEqualTo(line);
  }

  private static Set<String> cues(String text) {
    return Lexicon.of(LEXICON).read(Plain.of(text, PLACES)).cues();
  }

  /// "no" is no debt (nợ), and "me" no mother (mẹ).
  @Test
  void aPhraseIsLookedForInItsOwnLanguage() {
    assertThat(cues("he says no to me again")).doesNotContain("names.debt", "names.mother");
    assertThat(cues("saya tidak tau, no hp nya ga ada")).doesNotContain("names.debt");
    assertThat(cues("nợ ngập đầu, không trả nổi")).contains("names.debt");
  }

  /// nó is he and nợ is debt; typed without marks, both are possible.
  @Test
  void aWordIsAnotherWordWithOtherMarks() {
    assertThat(cues("nó chặn cửa, em sợ lắm")).doesNotContain("names.debt", "names.fire");
    assertThat(cues("em nợ tiền người ta, sợ lắm")).contains("names.debt");
    assertThat(cues("no chan cua em so lam")).contains("names.debt");
  }

  /// 有了 lost its ending, and was found wherever something is there.
  @Test
  void aPhraseKeepsWhatMakesItOne() {
    assertThat(cues("他手上有東西")).doesNotContain("says.pregnancy", "names.pregnant");
    assertThat(cues("tối nay không ngủ được")).doesNotContain("says.homeless");
    assertThat(cues("cháy nhà")).contains("says.fire_medical");
    assertThat(cues("我不想活了")).contains("says.suicide");
  }

  /// The line that stands first for doubts of every kind closes at night.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "whats the point of living",
        "thinking of jumping",
        "想燒炭",
        "chắc đi theo mẹ cho rồi",
        "ไม่ต้องตามหานะ"
      })
  void whoMayThinkOfSuicideFindsWhoListensAtAnyTime(String text) {
    assertThat(lines(text).subList(0, 3)).containsAnyOf("tw.hotline.1925", "tw.hotline.1995");
  }

  @Test
  void violenceBringsThePoliceRightBehind() {
    assertThat(lines("爸爸打我")).startsWith("tw.hotline.113", "tw.emergency.110");
    assertThat(lines("chồng đánh tôi")).startsWith("tw.hotline.113", "tw.emergency.110");
  }

  /// Somebody who comes at once does not listen: 119 is no reason to show none of those who do.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "她剛剛才講她吞了一把 現在說想睡 我要讓她睡嗎",
        "剛從欄杆爬回來 手還在抖 接下來要幹嘛",
        "ห้องอยู่ชั้น9 เดี๋ยวนี้ชอบไปยืนตรงระเบียงนานๆ"
      })
  void whoThinksOfSuicideRightNowFindsWhoListens(String text) {
    assertThat(lines(text).subList(0, 3)).containsAnyOf("tw.hotline.1925", "tw.hotline.1995");
  }

  /// A need that is said outright silences no crisis that may be meant beside it.
  @Test
  void aNeedSaidOutrightHidesNoCrisis() {
    assertThat(lines("幼兒園餵藥").subList(0, 3)).contains("tw.hotline.113");
  }

  /// D2: a word or two in which a crisis or a need is heard are no name.
  @ParameterizedTest
  @CsvSource({"ngã giàn giáo, tw.emergency.119", "狼師, tw.hotline.113"})
  void aShortTextInWhichACrisisIsHeardIsAnswered(String text, String line) {
    assertThat(lines(text).subList(0, 3)).contains(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-2720-8889",
        "王淑芬",
        "a",
        "ㄅ",
        "?",
        "😭",
        "12345",
        "李志偉",
        "中正國中",
        "Lê Văn Bình",
        "Budi Hartono",
        "Maria Cruz",
        "สมพร"
      })
  void whatTellsNothingLeadsNowhere(String text) {
    assertThat(UNDERSTANDING.read(text, null).stage()).isEqualTo(Understood.Stage.NOTHING);
  }

  @Test
  void aLongTextIsReadFromBothEnds() {
    assertThat(lines("我想死。" + "天氣很好。".repeat(20_000))).contains("tw.hotline.1925");
    assertThat(lines("天氣很好。".repeat(20_000) + "我想死")).contains("tw.hotline.1925");
    assertThat(lines("\u0000\u0007我想死\u0000")).first().isEqualTo("tw.hotline.1925");
  }

  @Test
  void theLexiconReadsAloneWithoutAModel() {
    Understanding alone =
        Understanding.of(Lexicon.of(LEXICON), UNDERSTANDING.table(), PLACES, null);

    assertThat(alone.read("我想死", null).lines().getFirst().key()).isEqualTo("tw.hotline.1925");
    assertThat(alone.read("家暴", null).lines().getFirst().key()).isEqualTo("tw.hotline.113");
  }

  @Test
  void aModelThatIsCutOrOfAnotherVersionIsNone() {
    byte[] model = ModelResource.bytes();
    byte[] cut = Arrays.copyOf(model, model.length - 7);
    byte[] other = model.clone();
    other[7] = 9;

    assertThat(ModelResource.problem()).isEmpty();
    assertThat(ModelResource.read(ModelResource.nameOf(cut), cut).problem()).contains("cut");
    assertThat(ModelResource.read(ModelResource.nameOf(other), other).problem())
        .contains("version 9");
    assertThat(ModelResource.read("situations-0.model", model).problem()).contains("cut");
  }

  /// The model was stale once: a lexicon was changed and nothing trained again.
  @Test
  void trainingGivesTheModelOfThisRelease() throws IOException {
    byte[] trained = SituationTraining.train(training(), Lexicon.of(LEXICON), PLACES).written();

    assertThat(ModelResource.nameOf(trained))
        .as("after a change of lexicon or corpus: directory train CORPUS FOLDER")
        .isEqualTo(ModelResource.name());
    assertThat(trained).isEqualTo(ModelResource.bytes());
  }

  /// The database gives the groups in another order than the file, and a release is trained from
  /// it.
  @Test
  void theOrderOfTheGroupsChangesNothing() {
    assertThat(Lexicon.of(LEXICON.reversed()).groups()).isEqualTo(Lexicon.of(LEXICON).groups());
  }

  @Test
  void aChangeThatHidesACrisisIsNamedByItsSentence() throws IOException {
    Trainer trainer =
        Trainer.over(CORPUS.resolve("training.tsv"), DirectorySnapshot.areas(PACK).values());
    LexiconGroup hides =
        new LexiconGroup(LexiconGroup.Kind.INSTEAD, null, "zh", List.of("想死", "我想死", "自殺"));
    List<LexiconGroup> lexicon = new ArrayList<>(LEXICON);
    lexicon.add(hides);

    assertThat(trainer.brokenBy(UNDERSTANDING, UNDERSTANDING.with(Lexicon.of(lexicon))))
        .isPresent();
    assertThat(trainer.brokenBy(UNDERSTANDING, UNDERSTANDING.with(Lexicon.of(LEXICON)))).isEmpty();
  }

  /// A change of phrases is tried on the sentences that have one of them: all others stay the same.
  @Test
  void aTextWithoutAChangedPhraseIsReadAsBefore() throws IOException {
    List<LexiconGroup> lexicon = new ArrayList<>(LEXICON);
    lexicon.removeIf(group -> group.key().equals("says.home_violence.zh"));
    lexicon.add(new LexiconGroup(LexiconGroup.Kind.INSTEAD, null, "zh", List.of("想死", "自殺")));
    lexicon.add(new LexiconGroup(LexiconGroup.Kind.SAYS, "suicide", "en", List.of("so tired")));
    Understanding after = UNDERSTANDING.with(Lexicon.of(lexicon));
    Predicate<String> changes = Trainer.changes(UNDERSTANDING, after);
    int read = 0;
    for (Corpus.Sentence sentence : training()) {
      if (read++ % 20 == 0 && !changes.test(sentence.text())) {
        assertThat(after.read(sentence.text(), null))
            .as(sentence.text())
            .isEqualTo(UNDERSTANDING.read(sentence.text(), null));
      }
    }
    assertThat(List.of("我想死", "老公打我", "I am so tired")).allMatch(changes);
    assertThat(changes.test("房租付不出來")).isFalse();
  }

  @Test
  void everyLetterOfThisReleasesPhrasesIsKnown() {
    assertThat(LEXICON).flatExtracting(LexiconGroup::phrases).allMatch(Lexicon::knowsLettersOf);
  }

  @Test
  void aTopicOfAnotherReleaseIsIgnored() {
    Lexicon lexicon =
        Lexicon.of(
            List.of(new LexiconGroup(LexiconGroup.Kind.SAYS, "of_tomorrow", "zh", List.of("明日"))));

    assertThat(lexicon.read(Plain.of("明日", PLACES)).saysNothing()).isTrue();
  }
}
