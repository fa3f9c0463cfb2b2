package tw.shouwang.api.directory;

import io.micronaut.json.JsonMapper;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// Snapshots and questions for tests.
final class Snapshots {

  /// Wednesday 6 May 2026, 10:00: an ordinary working day.
  static final Instant WORKDAY = at("2026-05-06T10:00");

  /// Sunday 10 May 2026, 03:00.
  static final Instant SUNDAY_NIGHT = at("2026-05-10T03:00");

  private static final DirectoryDocument DOCUMENT = DirectoryPack.load(JsonMapper.createDefault());
  private static final DirectorySnapshot PACK = DirectorySnapshot.build(DOCUMENT, WORKDAY);

  private Snapshots() {}

  static DirectorySnapshot pack() {
    return PACK;
  }

  static DirectoryDocument document() {
    return DOCUMENT;
  }

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(LocalMinutes.ZONE).toInstant();
  }

  static DirectorySearch search() {
    return new DirectorySearch(new DirectoryErrors(new DirectoryWords()));
  }

  static ResourceFilter text(String text) {
    return filter(text, null);
  }

  static ResourceFilter filter(@Nullable String text, @Nullable String area) {
    return new ResourceFilter(
        text, List.of(), List.of(), List.of(), area, null, List.of(), null, null, null);
  }

  static DirectorySearch.Page page(ResourceFilter filter, Instant at, int first) {
    return page(filter, at, first, null, Language.ZH_TW);
  }

  static DirectorySearch.Page page(
      ResourceFilter filter, Instant at, int first, @Nullable String after, Language language) {
    return search()
        .search(
            PACK,
            new DirectorySearch.Question(
                filter, null, first, after, List.of(LanguageNegotiator.primary(language.tag()))),
            at);
  }

  static List<String> keys(ResourceFilter filter, Instant at) {
    return keys(page(filter, at, 100));
  }

  static List<String> keys(DirectorySearch.Page page) {
    return page.hits().stream().map(hit -> hit.item().entry().key()).toList();
  }
}
