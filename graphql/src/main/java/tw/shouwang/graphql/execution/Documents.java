package tw.shouwang.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.documents.DocumentFiles;
import tw.shouwang.graphql.documents.TrustedDocuments;
import tw.shouwang.graphql.documents.UnfitDocuments;
import tw.shouwang.graphql.errors.ErrorCode;

/// Caches parsed and validated documents. Trusted ones are prepared at boot and stay; others stay
/// while they are used. Refused documents are never cached, so that no literal secret stays in
/// memory.
final class Documents {

  private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

  /// The cache's limit, in characters of documents.
  private static final long CACHED_CHARACTERS = 2_000_000;

  private final DocumentPreparer preparer;
  private final TrustedDocuments trusted;
  private final InstantSource clock;
  private final boolean trustedOnly;
  private final boolean introspection;
  private final Map<String, PreparedDocument.Ready> trustedByText = new HashMap<>();
  private final Cache<String, PreparedDocument.Ready> others;

  Documents(
      DocumentPreparer preparer,
      TrustedDocuments trusted,
      InstantSource clock,
      boolean trustedOnly,
      boolean introspection) {
    this.preparer = preparer;
    this.trusted = trusted;
    this.clock = clock;
    this.trustedOnly = trustedOnly;
    this.introspection = introspection;
    this.others =
        Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((String text, PreparedDocument.Ready ready) -> text.length())
            .build();
    trusted
        .all()
        .forEach(
            document -> trustedByText.computeIfAbsent(document.text(), text -> ready(document)));
  }

  /// Prepares a trusted document. A document that does not fit the schema stops the boot, because
  /// its app would not work.
  private PreparedDocument.Ready ready(DocumentFiles.Found document) {
    return switch (preparer.prepare(document.text())) {
      case PreparedDocument.Ready ready -> ready.trusted(document.id());
      case PreparedDocument.Refused refused ->
          throw new UnfitDocuments(
              "the trusted document %s in %s would be refused: %s"
                  .formatted(document.id(), document.file(), refused.reason()));
    };
  }

  /// The prepared document if it is cached; null if [#prepare] must be called.
  @Nullable PreparedDocument known(Operation request) {
    String text = request.document();
    if (request.documentId() != null) {
      return byId(request.documentId(), text, ErrorCode.PERSISTED_QUERY_NOT_FOUND);
    }
    if (request.persistedHash() != null) {
      return byId(request.persistedHash(), text, ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED);
    }
    if (text == null) {
      return new PreparedDocument.Forbidden(ErrorCode.BAD_REQUEST, Map.of(), null);
    }
    PreparedDocument.Ready ready = trustedByText.get(text);
    if (ready != null && (!trustedOnly || trusted.isServed(text, today()))) {
      return ready;
    }
    return trustedOnly
        ? new PreparedDocument.Forbidden(ErrorCode.DOCUMENT_NOT_TRUSTED, Map.of(), null)
        : others.getIfPresent(text);
  }

  /// If the request has both an id and a text, the text must have that id.
  private @Nullable PreparedDocument byId(String id, @Nullable String text, ErrorCode unknown) {
    Optional<String> found = trusted.text(id, today());
    if (found.isEmpty()) {
      return text != null && !trustedOnly && TrustedDocuments.isIdOf(id, text)
          ? others.getIfPresent(text)
          : new PreparedDocument.Forbidden(unknown, Map.of(), null);
    }
    return text == null || text.equals(found.get())
        ? trustedByText.get(found.get())
        : new PreparedDocument.Forbidden(ErrorCode.BAD_REQUEST, Map.of(), null);
  }

  PreparedDocument prepare(String text) {
    PreparedDocument prepared = preparer.prepare(text);
    if (!(prepared instanceof PreparedDocument.Ready ready)) {
      return prepared;
    }
    if (!introspection) {
      Set<String> fields = RootFields.of(ready.document(), ready.operations());
      if (INTROSPECTION.stream().anyMatch(fields::contains)) {
        return new PreparedDocument.Forbidden(ErrorCode.INTROSPECTION_DISABLED, Map.of(), fields);
      }
    }
    others.put(text, ready);
    return ready;
  }

  private LocalDate today() {
    return TaiwanTime.today(clock);
  }
}
