package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// The answer of `page-offline.graphql`.
@Serdeable
public record OfflineData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable DirectoryVersion directoryVersion,
    @Nullable List<GuideRow> guideRows)
    implements Basics {

  /// The time of the page's data, which a stored copy shows: that of its emergency numbers; null if
  /// there are none.
  public @Nullable String asOf() {
    return emergencyNumbers.stream()
        .map(Card::availability)
        .filter(Objects::nonNull)
        .map(Card.State::asOf)
        .findFirst()
        .orElse(null);
  }

  /// A `GuideRow` of the schema.
  @Serdeable
  public record GuideRow(
      String code,
      String title,
      String why,
      Language textLanguage,
      boolean crisis,
      List<Condition> conditions,
      List<Line> resources) {

    /// The conditions in the form that the script reads: `a !b;c` holds if a is present and b is
    /// not, or if c is present.
    public String when() {
      return conditions.stream()
          .map(each ->
              Stream.concat(each.all.stream(), each.none.stream().map(sign -> "!" + sign))
                  .collect(Collectors.joining(" ")))
          .collect(Collectors.joining(";"));
    }

    public String keys() {
      return resources.stream().map(Line::key).collect(Collectors.joining(" "));
    }
  }

  /// A `GuideCondition` of the schema.
  @Serdeable
  public record Condition(List<String> all, List<String> none) {}

  /// A `Resource` of the schema.
  @Serdeable
  public record Line(String key) {}

  public List<GuideRow> guide() {
    return guideRows == null ? List.of() : guideRows;
  }

  /// A `DirectoryVersion` of the schema.
  ///
  /// @param understanding the name of the file by which devices understand texts
  @Serdeable
  public record DirectoryVersion(String understanding) {}
}
