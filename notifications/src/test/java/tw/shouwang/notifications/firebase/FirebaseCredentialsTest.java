package tw.shouwang.notifications.firebase;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirebaseCredentialsTest {

  @TempDir Path folder = Path.of("");

  /// Read as a node's start reads it, so that a check does not find well what a start refuses.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret-of-a-county",
        "{\"type\": \"service_account\"}",
        "{\"type\": \"service_account\", \"client_email\": \"a@b\", \"client_id\": \"1\","
            + " \"private_key_id\": \"2\", \"private_key\": \"secret-of-a-county\"}"
      })
  void anIncompleteFileIsRefusedWithoutItsContent(String content) throws IOException {
    Path file = folder.resolve("firebase.json");
    Files.writeString(file, content);

    assertThatThrownBy(() -> FirebaseCredentials.check(settings(file)))
        .hasMessageStartingWith("shouwang.push.firebase.credentials is no whole file")
        .hasMessageNotContaining("secret-of-a-county");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> FirebaseCredentials.check(settings(folder.resolve("away.json"))))
        .hasMessage("shouwang.push.firebase.credentials cannot be read.");
  }

  /// A start refuses it too.
  @Test
  void aFileThatNamesNoProjectIsRefused() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(rsa.generateKeyPair().getPrivate().getEncoded());
    String account =
        """
        {"type": "service_account", "client_email": "a@b", "client_id": "1", "private_key_id": "2",
        %s "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
        """;
    Path file = folder.resolve("firebase.json");
    Files.writeString(file, account.formatted("\"project_id\": \"county\",", key));
    assertThatCode(() -> FirebaseCredentials.check(settings(file))).doesNotThrowAnyException();

    Files.writeString(file, account.formatted("", key));
    assertThatThrownBy(() -> FirebaseCredentials.check(settings(file)))
        .hasMessageStartingWith("shouwang.push.firebase.project must be set");
  }

  private static FirebaseSettings settings(Path file) {
    return new FirebaseSettings(file, null, null, Duration.ofSeconds(3), Duration.ofSeconds(10));
  }
}
