package tw.shouwang.api.directory.understanding;

import java.util.List;
import java.util.Optional;

/// What was understood of a text, and which lines belong to it, the first one first.
///
/// @param stage how sure it is
/// @param said whether a phrase of the lexicon says a crisis
/// @param situations what happens, the surest first
/// @param lines empty where nothing was understood and nothing was told
/// @param areas codes of the areas named, each name's own
public record Understood(
    Stage stage,
    boolean said,
    List<Situation> situations,
    List<Line> lines,
    List<List<String>> areas) {

  /// How sure it is what is told.
  public enum Stage {
    /// Somebody is in a crisis: its lines come first.
    CRISIS,
    /// Somebody needs something: its lines come first.
    NEED,
    /// Something is told and not understood: the lines that listen to anybody.
    UNCLEAR,
    /// Nothing is told: a number, a name, a letter.
    NOTHING
  }

  /// One line and why it is there.
  ///
  /// @param key an entry's key, or `kind:` and a kind of entry
  /// @param situation what it is there for; null for a line that listens to anybody
  public record Line(String key, @org.jspecify.annotations.Nullable Situation situation) {}

  /// Nothing is understood, because nothing is told.
  public static final Understood NOTHING =
      new Understood(Stage.NOTHING, false, List.of(), List.of(), List.of());

  public boolean isFallback() {
    return stage == Stage.UNCLEAR;
  }

  /// Why an entry is among the lines.
  public Optional<Situation> reason(String key) {
    return lines.stream()
        .filter(line -> line.key().equals(key))
        .flatMap(line -> Optional.ofNullable(line.situation()).stream())
        .findFirst();
  }
}
