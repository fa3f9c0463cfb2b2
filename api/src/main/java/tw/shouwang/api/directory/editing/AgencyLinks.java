package tw.shouwang.api.directory.editing;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.AgencyLinkRepository;
import tw.shouwang.api.directory.storage.AgencyLinkRow;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.api.keys.KeyFiles;

/// Lets an agency confirm or correct its own entry without an account: an editor makes a link and
/// sends it, the agency answers once, and an editor decides on the answer
/// ([DirectoryEditing#confirmAnswer]). An answer alone changes no entry.
@Singleton
public class AgencyLinks {

  /// The result of opening or answering a link.
  public sealed interface LinkOutcome {

    /// The link is valid; this is the entry as everybody sees it now.
    record Open(Resource resource, long version, Instant expiresAt) implements LinkOutcome {}

    /// The answer is stored for an editor.
    record Taken() implements LinkOutcome {}

    record Refused(Problem problem) implements LinkOutcome {}
  }

  public enum Problem {
    /// Not a link of this service, or a changed one.
    INVALID,
    EXPIRED,
    /// The link was answered or replaced, or its entry was removed.
    USED,
    /// The entry has changed since the agency looked at it.
    ENTRY_CHANGED
  }

  /// A new link. The token is shown only here.
  public record AgencyLinkMade(String token, Instant expiresAt, Resource resource) {

    @Override
    public String toString() {
      return "AgencyLinkMade[redacted]";
    }
  }

  /// An agency's answer that no editor has decided on yet.
  ///
  /// @param version the version of the entry that the agency saw
  /// @param correction null if the entry is still right
  public record Answer(
      String id,
      String key,
      String askedBy,
      Instant answeredAt,
      long version,
      @Nullable String correction) {

    public boolean stillRight() {
      return correction == null;
    }
  }

  private final AgencyLinkRepository links;
  private final SnapshotStore store;
  private final DirectorySettings settings;
  private final InstantSource clock;
  private final Supplier<SecretKeySpec> key;

  AgencyLinks(
      AgencyLinkRepository links,
      SnapshotStore store,
      DirectorySettings settings,
      InstantSource clock,
      KeyFiles files) {
    this.links = links;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.key = files.held("link.key", bytes -> new SecretKeySpec(bytes, "HmacSHA256"));
  }

  /// Makes a link for an entry and replaces an unanswered one; empty if the entry does not exist.
  @Transactional
  public Optional<AgencyLinkMade> make(String editor, String idOrKey) {
    DirectorySnapshot snapshot = store.current();
    return snapshot
        .find(idOrKey)
        .map(item -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
          AgencyToken token =
              new AgencyToken(UUID.randomUUID(), now.plus(settings.agencyLinksValid()));
          links.deleteByEntryIdAndAnsweredAtIsNull(item.entry().id());
          links.save(
              new AgencyLinkRow(
                  token.link(),
                  item.entry().id(),
                  item.entry().key(),
                  editor,
                  now,
                  token.expiresAt(),
                  null,
                  null,
                  null));
          return new AgencyLinkMade(
              token.signed(key.get()), token.expiresAt(), resource(snapshot, item));
        });
  }

  /// The entry that a link is about.
  public LinkOutcome open(String token) {
    Optional<AgencyToken> read = AgencyToken.read(token, key.get());
    if (read.isEmpty()) {
      return new LinkOutcome.Refused(Problem.INVALID);
    }
    if (!clock.instant().isBefore(read.get().expiresAt())) {
      return new LinkOutcome.Refused(Problem.EXPIRED);
    }
    DirectorySnapshot snapshot = store.current();
    return links
        .findOpen(read.get().link())
        .flatMap(snapshot::byId)
        .<LinkOutcome>map(item ->
            new LinkOutcome.Open(
                resource(snapshot, item), item.entry().version(), read.get().expiresAt()))
        .orElseGet(() -> new LinkOutcome.Refused(Problem.USED));
  }

  /// Stores the answer to a link; a link has only one.
  ///
  /// @param seen the version of the entry that the agency saw
  /// @param correction what is wrong, checked by the caller; null if the entry is still right
  public LinkOutcome answer(String token, long seen, @Nullable String correction) {
    return switch (open(token)) {
      case LinkOutcome.Open open when open.version() != seen ->
          new LinkOutcome.Refused(Problem.ENTRY_CHANGED);
      case LinkOutcome.Open open -> {
        UUID link = AgencyToken.read(token, key.get()).orElseThrow().link();
        if (links.answer(link, clock.instant(), seen, correction) == 1) {
          yield new LinkOutcome.Taken();
        }
        yield new LinkOutcome.Refused(
            links.findOpen(link).isPresent() ? Problem.ENTRY_CHANGED : Problem.USED);
      }
      case LinkOutcome.Taken taken -> taken;
      case LinkOutcome.Refused refused -> refused;
    };
  }

  /// The answers that wait for an editor, oldest first.
  public List<Answer> answers() {
    return links.findByAnsweredAtIsNotNullOrderByAnsweredAt().stream()
        .map(row ->
            new Answer(
                row.id().toString(),
                row.key(),
                row.editor(),
                row.answeredAt() == null ? row.madeAt() : row.answeredAt(),
                row.version() == null ? 0 : row.version(),
                row.correction()))
        .toList();
  }

  private static Resource resource(DirectorySnapshot snapshot, IndexedEntry item) {
    return new Resource(snapshot, item, ContactScope.everywhere(), null);
  }
}
