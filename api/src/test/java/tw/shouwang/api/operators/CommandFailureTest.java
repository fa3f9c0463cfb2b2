package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// 17: what an operator can mend is a sentence and no stack trace, and no finding of the command.
class CommandFailureTest {

  private static final List<String> WORDS =
      List.of("centres", "add", "--out=/away/khh.json", "/here/folder", "-");

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("/away/khh.json"), 2, "There is no file or folder"),
        Arguments.of(
            new NoSuchFileException("/here/folder/lines.json"), 2, "There is no file or folder"),
        Arguments.of(new AccessDeniedException("/here/folder"), 2, "This user may not read"),
        Arguments.of(new AccessDeniedException("/etc/keys/link.key"), 78, "This user may not"),
        Arguments.of(
            new FileSystemException("/etc/keys", null, "Read-only file system"),
            78,
            "/etc/keys cannot be read or written: Read-only file system."),
        Arguments.of(new IOException("Is a directory"), 2, "Is a directory"),
        Arguments.of(new MalformedInputException(1), 2, "not text in UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesTheFile(IOException failure, int status, String sentence) {
    CommandFailure found =
        CommandFailure.of(new IllegalStateException(new UncheckedIOException(failure)), WORDS)
            .orElseThrow();
    assertThat(found.sentence()).contains(sentence);
    assertThat(found.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "08001, does not answer in time",
    "57P01, does not answer in time",
    "57014, does not answer in time",
    "53300, does not answer in time",
    "28P01, check the passwords",
    "3D000, SHOUWANG_DATABASE_URL",
    "42501, in the role that its help names",
    "42P01, SHOUWANG_DATABASE_OWNER_PASSWORD"
  })
  void saysWhatTheDatabaseWants(String state, String sentence) {
    SQLException failure = new SQLException("Key (name)=(王小明) is secret", state);
    CommandFailure found = CommandFailure.of(new RuntimeException(failure), WORDS).orElseThrow();
    assertThat(found.sentence()).contains(sentence).doesNotContain("王小明");
    assertThat(found.status()).isEqualTo(78);
  }

  @Test
  void aPoolWithoutConnectionsIsADatabaseThatDoesNotAnswer() {
    assertThat(CommandFailure.of(new SQLTransientConnectionException("timed out"), WORDS))
        .hasValueSatisfying(found -> assertThat(found.sentence()).contains("does not answer"));
  }

  /// A pool says only that it has none, and why in its cause.
  @Test
  void aPoolThatIsNotLetInIsAWrongPassword() {
    SQLException refused = new SQLException("password", "28P01");
    assertThat(CommandFailure.of(new SQLTransientConnectionException("none", refused), WORDS))
        .hasValueSatisfying(found -> assertThat(found.sentence()).contains("passwords"));
  }

  @Test
  void aFaultOfTheProgramIsNoneOfThese() {
    assertThat(CommandFailure.of(new IllegalStateException("why"), WORDS)).isEmpty();
    assertThat(CommandFailure.of(new IOException("why"), WORDS)).isEmpty();
    assertThat(CommandFailure.of(new SQLException("why", "22012"), WORDS)).isEmpty();
  }
}
