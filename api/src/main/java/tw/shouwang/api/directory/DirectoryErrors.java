package tw.shouwang.api.directory;

import jakarta.inject.Singleton;
import java.util.Map;
import tw.shouwang.graphql.errors.RequestError;

/// The mistakes of askers, each with its code and its sentence. None repeats what was sent.
@Singleton
class DirectoryErrors {

  enum Code {
    INVALID_FIRST,
    INVALID_CURSOR,
    INVALID_INSTANT,
    INVALID_TEXT,
    INVALID_COORDINATES,
    UNKNOWN_AREA,
    TOO_MANY_IDS
  }

  private final DirectoryWords words;

  DirectoryErrors(DirectoryWords words) {
    this.words = words;
  }

  RequestError of(Code code) {
    return new RequestError(
        code.name(), language -> words.text(language, "error." + code.name(), Map.of()));
  }
}
