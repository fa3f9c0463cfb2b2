package tw.shouwang.api.directory.understanding;

import java.util.List;
import java.util.Optional;

/// What was understood of a text, and the lines for it, the first one first.
///
/// @param stage how certain it is
/// @param said whether a phrase of the lexicon says a crisis
/// @param situations what happens, the most certain first
/// @param lines empty if nothing was understood and nothing was told
/// @param areas for each name in the text, the codes of its areas
public record Understood(
    Stage stage,
    boolean said,
    List<Situation> situations,
    List<Line> lines,
    List<List<String>> areas) {

  /// How certain the understanding is.
  public enum Stage {
    /// A person is in a crisis: crisis lines come first.
    CRISIS,
    /// A person has a need: its lines come first.
    NEED,
    /// The text tells something that was not understood: the lines for anybody come first.
    UNCLEAR,
    /// The text tells nothing: a number, a name, a letter.
    NOTHING
  }

  /// One line with its reason.
  ///
  /// @param key an entry's key, or `kind:` and a kind of entry
  /// @param situation the reason; null for a line for anybody
  public record Line(String key, @org.jspecify.annotations.Nullable Situation situation) {}

  /// Nothing is understood, because nothing is told.
  public static final Understood NOTHING =
      new Understood(Stage.NOTHING, false, List.of(), List.of(), List.of());

  public boolean isFallback() {
    return stage == Stage.UNCLEAR;
  }

  /// The situation because of which an entry is among the lines.
  public Optional<Situation> reason(String key) {
    return lines.stream()
        .filter(line -> line.key().equals(key))
        .flatMap(line -> Optional.ofNullable(line.situation()).stream())
        .findFirst();
  }
}
