package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.directory.storage.Tables;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// Every number, name and hour of the sources is answered, with its source; where sources disagree,
/// the answer is the decided one. The expected facts are in two hand-written tables, independent of
/// the directory's data.
@MicronautTest(transactional = false)
class FactsIT implements EmbeddedTest {

  record Line(
      String key,
      String number,
      String name,
      String lookedForAs,
      String network,
      String hours,
      List<String> numberFrom,
      List<String> hoursFrom,
      String confidence) {

    static Line of(CSVRecord row) {
      return new Line(
          row.get("key"),
          row.get("number"),
          row.get("name"),
          row.get("looked for as"),
          row.get("network"),
          row.get("hours"),
          words(row.get("number from")),
          words(row.get("hours from")),
          row.get("confidence"));
    }
  }

  record Centre(String key, String name, List<String> districts, String numberFrom, String source) {

    static Centre of(CSVRecord row) {
      return new Centre(
          row.get("key"),
          row.get("name"),
          words(row.get("districts")),
          row.get("number from"),
          row.get("source"));
    }
  }

  static final List<Line> LINES = Tables.read("lines").stream().map(Line::of).toList();
  static final List<Centre> NEW_TAIPEI =
      Tables.read("new-taipei").stream().map(Centre::of).toList();

  private static final List<String> DAYS =
      List.of("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  @Inject AppClient app;

  @ParameterizedTest
  @FieldSource("LINES")
  void aLineIsAnsweredAsItsSourcesHaveIt(Line line) {
    Answer answer = entry(line.key(), line.number());
    Answer entry = answer.at("resource");
    assertThat(entry.text("name")).contains(line.name());
    assertThat(entry.text("network")).isEqualTo(line.network());
    assertThat(entry.text("confidence")).isEqualTo(line.confidence());
    assertThat(entry.text("contacts", 0, "kind")).isEqualTo("VOICE");
    assertThat(entry.text("contacts", 0, "dial")).isEqualTo(line.number());
    assertThat(sources(entry.at("contacts", 0))).containsAll(line.numberFrom());
    assertThat(inBrief(entry.at("hours"))).isEqualTo(line.hours());
    assertThat(entry.text("hours", "inWords")).isNotBlank();
    assertThat(sources(entry.at("hours"))).containsAll(line.hoursFrom());
    if (line.hours().equals("not known")) {
      assertThat(entry.text("availability", "state")).isEqualTo("UNKNOWN");
    }
    assertThat(answer.at("resources", "nodes").each("key")).first().isEqualTo(line.key());
    assertThat(entry(line.key(), line.lookedForAs()).at("resources", "nodes").each("key"))
        .first()
        .isEqualTo(line.key());
  }

  @ParameterizedTest
  @FieldSource("NEW_TAIPEI")
  void aCentreOfNewTaipeiServesItsDistrictsAndSaysWhomToCall(Centre centre) {
    Answer entry = entry(centre.key(), centre.name()).at("resource");
    assertThat(entry.text("name")).contains(centre.name());
    assertThat(entry.at("coverage").each("name"))
        .containsExactlyInAnyOrderElementsOf(
            centre.districts().stream().map(district -> district + "區").toList());
    assertThat(entry.text("coverage", 0, "parent", "code")).isEqualTo("65000");
    boolean own = entry.at("contacts").size() > 0;
    Answer contact = own ? entry.at("contacts", 0) : entry.at("contactVia", "contacts", 0);
    assertThat(contact.text("dial")).isEqualTo(centre.numberFrom());
    assertThat(sources(contact)).isNotEmpty();
    assertThat(sources(entry)).contains(centre.source());
    assertThat(inBrief(entry.at("hours"))).isEqualTo("not known");
    assertThat(entry.text("availability", "state")).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ntpc.welfare-centre", "ntpc.cmhc-zone"})
  void eachDivisionOfNewTaipeiHoldsEveryDistrict(String division) {
    TreeSet<String> districts = new TreeSet<>();
    for (Centre centre : NEW_TAIPEI) {
      if (centre.key().startsWith(division)) {
        districts.addAll(entry(centre.key(), "").at("resource", "coverage").each("name"));
      }
    }
    assertThat(districts).hasSize(29);
  }

  @Test
  void theOldNumberOfTheSupportLineAnswersWithTheNewOne() {
    Answer answer = entry("tw.hotline.0800788995", "0800-788-995");
    assertThat(answer.text("resource", "status")).isEqualTo("SUPERSEDED");
    assertThat(answer.text("resource", "supersededBy", "key")).isEqualTo("tw.hotline.1925");
    assertThat(sources(answer.at("resource"))).contains("seed-000");
    assertThat(answer.at("resources", "nodes").each("key")).containsExactly("tw.hotline.1925");
  }

  @ParameterizedTest
  @CsvSource({"tpe.employment, seed-000", "tpe.cmhc, seed-000", "tpe.cmhc, seed-001"})
  void aSourceThatSaysOtherwiseIsNotGivenForTheHours(String key, String source) {
    Answer entry = entry(key, "").at("resource");
    assertThat(sources(entry)).contains(source);
    assertThat(sources(entry.at("hours"))).doesNotContain(source);
  }

  @Test
  void aNumberThatDiffersInOneListIsNotGivenThatListAsItsSource() {
    assertThat(sources(entry("tpe.welfare-centre.63000040", "").at("resource", "contacts", 0)))
        .contains("seed-000", "seed-001")
        .doesNotContain("w-gist-2015");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0800-789-995", "02-339-3885", "02-2515-6223"})
  void aMisprintIsNobodysNumber(String misprint) {
    assertThat(entry("tw.hotline.1925", misprint).at("resources", "nodes").size()).isZero();
  }

  @Test
  void everySourceThatIsNamedSaysWhatItIs() {
    for (Line line : LINES) {
      Answer sources = entry(line.key(), "").at("resource", "sources");
      assertThat(sources.size()).as(line.key()).isPositive();
      assertThat(sources.each("title")).as(line.key()).doesNotContain("", "null");
      assertThat(sources.each("asOf")).as(line.key()).doesNotContain("", "null");
    }
  }

  private Answer entry(String key, String called) {
    Answer answer = app.ask("DirectoryEntry", Map.of("key", key, "called", called));
    assertThat(answer.json().get("errors")).as("%s", answer).isNull();
    return answer.at("data");
  }

  private static List<String> sources(Answer of) {
    return of.at("sources").each("id");
  }

  /// `24h`, `not known`, or the openings with the days that share them.
  private static String inBrief(Answer hours) {
    if (hours.text("alwaysOpen").equals("true")) {
      return "24h";
    }
    Map<String, List<Integer>> daysOf = new LinkedHashMap<>();
    Answer weekly = hours.at("weekly");
    for (int index = 0; index < weekly.size(); index++) {
      Answer period = weekly.at(index);
      daysOf
          .computeIfAbsent(
              period.text("opens") + "-" + period.text("closes"), any -> new ArrayList<>())
          .add(Integer.parseInt(period.text("weekday")));
    }
    List<String> parts = new ArrayList<>();
    daysOf.forEach((times, days) -> parts.add(range(days) + " " + times));
    return parts.isEmpty() ? "not known" : String.join("; ", parts);
  }

  private static String range(List<Integer> days) {
    int first = days.getFirst();
    int last = days.getLast();
    assertThat(days).isEqualTo(IntStream.rangeClosed(first, last).boxed().toList());
    return first == last ? DAYS.get(first) : DAYS.get(first) + "-" + DAYS.get(last);
  }

  private static List<String> words(String cell) {
    return List.of(cell.split(" "));
  }
}
