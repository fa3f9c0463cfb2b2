package tw.shouwang.api.directory.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

@MicronautTest(transactional = false)
class ResourceProblemsIT implements EmbeddedTest {

  @Inject Directory directory;
  @Inject AppClient app;

  @Test
  void thanksInTheAskersLanguage() {
    Answer answer = report("tw.hotline.1966", "中午打不通");
    assertThat(answer.text("__typename")).isEqualTo("ResourceProblemReported");
    assertThat(answer.text("text")).contains("謝謝");
    assertThat(answer.text("inEnglish")).startsWith("Thank you");
  }

  /// C2: the id that a page has is the one of a view.
  @Test
  void takesTheIdOfAViewOfTheEntry() {
    String id = directory.resource("tw.hotline.1966").orElseThrow().entry().id().toString();
    assertThat(report(id + "~a63000030~t1778032800~lvi", "wrong number").text("__typename"))
        .isEqualTo(report(id, "wrong number").text("__typename"));
    assertThat(report(id + "~aTaipei", "wrong number").text("code")).isEqualTo("UNKNOWN_RESOURCE");
  }

  @Test
  void refusesAnEntryThatIsNotThereAndWordsThatAreNone() {
    Answer unknown = report("tw.hotline.0000", "wrong number");
    assertThat(unknown.text("code")).isEqualTo("UNKNOWN_RESOURCE");
    assertThat(unknown.text("field")).isEqualTo("resource");
    assertThat(unknown.text("message")).doesNotContain("0000");
    assertThat(unknown.at("emergency").size()).isEqualTo(4);

    assertThat(report("tw.hotline.1966", "   ").text("code")).isEqualTo("EMPTY");
    assertThat(report("tw.hotline.1966", "x".repeat(1_001)).text("code")).isEqualTo("TOO_LONG");
    assertThat(report("tw.hotline.1966", "\u0000\u000b").text("code")).isEqualTo("EMPTY");
  }

  private Answer report(String resource, String words) {
    return app.input("ReportResourceProblem", Map.of("resource", resource, "words", words)).root();
  }
}
