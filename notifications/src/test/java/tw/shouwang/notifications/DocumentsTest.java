package tw.shouwang.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tw.shouwang.i18n.Language;

/// The documents for app developers and operators agree with the code.
class DocumentsTest {

  @Test
  void nameTheKeysOfTheMessage() throws IOException {
    assertThat(read("README.md"))
        .contains("\"" + Notification.DATA_KEY + "\": \"" + Notification.DATA_VALUE + "\"")
        .contains("\"collapse_key\": \"" + Notification.COLLAPSE_KEY + "\"")
        .contains("\"title-loc-key\": \"" + Notification.TITLE_LOCALIZATION_KEY + "\"")
        .contains("\"loc-key\": \"" + Notification.BODY_LOCALIZATION_KEY + "\"")
        .contains("\"TTL\": \"" + Notification.TIME_TO_LIVE.toSeconds() + "\"");
  }

  @Test
  void haveTheWordsOfEveryLanguage() throws IOException {
    String readme = read("README.md");

    assertThat(Arrays.stream(Language.values()).map(Language::tag))
        .allSatisfy(tag -> assertThat(readme).contains("| " + tag + " | "));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
