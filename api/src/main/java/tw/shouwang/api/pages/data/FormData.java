package tw.shouwang.api.pages.data;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// The answer of `page-form.graphql`: what a form lets people choose from.
///
/// @param newReceipt only for a form that is begun
/// @param dutiesByKind only for a page that seals
@Serdeable
public record FormData(
    @Nullable String draftNotice,
    List<Card> emergencyNumbers,
    @Nullable String newReceipt,
    @Nullable List<PlaceName> areas,
    @Nullable Lists choices,
    @Nullable List<Duties> dutiesByKind)
    implements Basics {

  /// A `Choices` of the schema.
  @Serdeable
  public record Lists(
      List<Option> topics,
      List<Option> urgencies,
      List<Option> indicators,
      List<Option> gatekeeperKinds,
      List<Option> personalContactKinds) {}

  /// A `Choice` of the schema, in the reader's language.
  @Serdeable
  public record Option(String code, String name, @Nullable String explanation) {}

  /// A `KindDuties` of the schema.
  @Serdeable
  public record Duties(String kind, String text, Language textLanguage) {

    public List<String> lines() {
      return text.lines().toList();
    }
  }

  public List<Duties> duties() {
    return dutiesByKind == null ? List.of() : dutiesByKind;
  }

  public Places places() {
    return new Places(areas);
  }

  public Lists lists() {
    return choices == null
        ? new Lists(List.of(), List.of(), List.of(), List.of(), List.of())
        : choices;
  }

  /// Ways to reach a person, the values of `PersonalContactKind`.
  public List<Option> personalContacts() {
    return lists().personalContactKinds();
  }
}
