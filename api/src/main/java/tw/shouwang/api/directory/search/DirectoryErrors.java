package tw.shouwang.api.directory.search;

import jakarta.inject.Singleton;
import java.util.Map;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.graphql.errors.RequestError;

/// Clients' mistakes, each with a code and a message. No message repeats what was sent.
@Singleton
public class DirectoryErrors {

  public enum Code {
    INVALID_FIRST,
    INVALID_LAST,
    INVALID_CURSOR,
    INVALID_INSTANT,
    INVALID_TEXT,
    INVALID_COORDINATES,
    UNKNOWN_AREA,
    TOO_MANY_IDS
  }

  private final DirectoryWords words;

  public DirectoryErrors(DirectoryWords words) {
    this.words = words;
  }

  public RequestError of(Code code) {
    return new RequestError(
        code.name(), language -> words.text(language, "error." + code.name(), Map.of()));
  }
}
