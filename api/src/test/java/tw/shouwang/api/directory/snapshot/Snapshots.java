package tw.shouwang.api.directory.snapshot;

import io.micronaut.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;
import tw.shouwang.api.directory.search.DirectoryErrors;
import tw.shouwang.api.directory.search.DirectorySearch;
import tw.shouwang.api.directory.search.ResourceFilter;
import tw.shouwang.api.directory.view.DirectoryWords;
import tw.shouwang.api.process.DataFolder;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.LanguageNegotiator;

/// Snapshots and queries for tests.
public final class Snapshots {

  /// Wednesday 6 May 2026, 10:00: an ordinary working day.
  public static final Instant WORKDAY = at("2026-05-06T10:00");

  /// Sunday 10 May 2026, 03:00.
  public static final Instant SUNDAY_NIGHT = at("2026-05-10T03:00");

  private static final DirectoryDocument DOCUMENT = DirectoryPack.load(JsonMapper.createDefault());
  private static final DirectorySnapshot PACK = DirectorySnapshot.build(DOCUMENT, WORKDAY);

  /// Created once, because it reads all messages.
  private static final DirectorySearch SEARCH =
      new DirectorySearch(new DirectoryErrors(new DirectoryWords()));

  private Snapshots() {}

  /// The copy of the directory in a folder of data.
  static SavedSnapshot saved(Path folder) {
    DirectorySettings settings =
        new DirectorySettings(
            folder.toString(),
            Duration.ofSeconds(5),
            Duration.ofDays(60),
            Duration.ofDays(400),
            Duration.ofDays(7),
            Duration.ofDays(30));
    return new SavedSnapshot(
        JsonMapper.createDefault(),
        new DataFolder(folder.toString()),
        settings,
        InstantSource.system());
  }

  public static DirectorySnapshot pack() {
    return PACK;
  }

  public static DirectoryDocument document() {
    return DOCUMENT;
  }

  public static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(TaiwanTime.ZONE).toInstant();
  }

  public static DirectorySearch search() {
    return SEARCH;
  }

  public static ResourceFilter text(String text) {
    return filter(text, null);
  }

  public static ResourceFilter filter(@Nullable String text, @Nullable String area) {
    return new ResourceFilter(
        text, List.of(), List.of(), List.of(), area, null, List.of(), null, null, null);
  }

  public static DirectorySearch.Page page(ResourceFilter filter, Instant at, int first) {
    return page(filter, at, first, null, Language.ZH_TW);
  }

  public static DirectorySearch.Page page(
      ResourceFilter filter, Instant at, int first, @Nullable String after, Language language) {
    return search()
        .search(
            PACK,
            new DirectorySearch.Question(
                filter, null, first, after, List.of(LanguageNegotiator.primary(language.tag()))),
            at);
  }

  public static List<String> keys(ResourceFilter filter, Instant at) {
    return keys(page(filter, at, 100));
  }

  public static List<String> keys(DirectorySearch.Page page) {
    return page.hits().stream().map(hit -> hit.item().entry().key()).toList();
  }
}
