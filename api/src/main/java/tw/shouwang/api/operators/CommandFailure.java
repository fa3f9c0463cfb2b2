package tw.shouwang.api.operators;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A failure of a command that its operator can remove.
///
/// @param sentence what is so and what to do; never a value of the database
/// @param status the command's exit status
public record CommandFailure(String sentence, int status) {

  /// Something in the settings, or in what they name (`EX_CONFIG`).
  public static final int OF_SETTINGS = 78;

  /// Something in the words, as picocli has it.
  public static final int OF_WORDS = 2;

  /// The operating system's messages about a file that do not name it.
  private static final Set<String> OF_FILES =
      Set.of("Is a directory", "No space left on device", "Disk quota exceeded");

  /// @param words the command's
  /// @return empty for a failure of the program
  public static Optional<CommandFailure> of(Throwable failure, List<String> words) {
    Optional<String> refused = Refusal.of(failure);
    if (refused.isPresent()) {
      return Optional.of(new CommandFailure(refused.get(), OF_SETTINGS));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      CommandFailure known =
          switch (cause) {
            case FileSystemException file -> ofFile(file, words);
            case CharacterCodingException _ ->
                new CommandFailure("A file that was named is not text in UTF-8.", OF_WORDS);
            case IOException io when OF_FILES.contains(String.valueOf(io.getMessage())) ->
                new CommandFailure(
                    "A file that was named cannot be read or written: " + io.getMessage() + ".",
                    OF_WORDS);
            case SQLException sql -> ofDatabase(sql);
            default -> null;
          };
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static CommandFailure ofFile(FileSystemException failure, List<String> words) {
    String file = String.valueOf(failure.getFile());
    String sentence =
        switch (failure) {
          case NoSuchFileException _ -> "There is no file or folder " + file + ".";
          case NotDirectoryException _ -> file + " is no folder.";
          case AccessDeniedException _ -> "This user may not read or write " + file + ".";
          default ->
              file
                  + " cannot be read or written"
                  + (failure.getReason() == null ? "." : ": " + failure.getReason() + ".");
        };
    boolean named = words.stream().anyMatch(word -> isOf(word, file));
    return new CommandFailure(sentence, named ? OF_WORDS : OF_SETTINGS);
  }

  /// Whether a word names the file, or the folder that it is in.
  private static boolean isOf(String word, String file) {
    String name = word.startsWith("--") ? word.substring(word.indexOf('=') + 1) : word;
    return !name.isEmpty() && Path.of(file).startsWith(name);
  }

  private static @Nullable CommandFailure ofDatabase(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (isRefusedLogin(failure)) {
      return settings(
          "The database does not let this process in: check the passwords of its roles.");
    }
    // 08: cannot connect; 57: shutting down, starting up or too slow; 53: out of resources.
    if (failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57")
        || state.startsWith("53")
        || state.equals("55P03")) {
      return settings("The database does not answer in time, and this command needs it.");
    }
    return switch (state) {
      case "3D000" -> settings("There is no database of the name in shouwang.database.url.");
      case "42501" ->
          settings(
              "The database does not let this role do that: run the command in the role that its"
                  + " help names.");
      case "3F000", "42P01", "42703", "42883" ->
          settings(
              "The database has another form than this version needs: run `migrate` with"
                  + " shouwang.database.owner-password.");
      default -> null;
    };
  }

  /// A pool that got no connection in time has the last reason as its cause.
  private static boolean isRefusedLogin(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("28")) {
        return true;
      }
    }
    return false;
  }

  private static CommandFailure settings(String sentence) {
    return new CommandFailure(Refusal.withVariables(sentence), OF_SETTINGS);
  }
}
