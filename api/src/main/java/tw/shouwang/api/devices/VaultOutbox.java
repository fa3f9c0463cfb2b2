package tw.shouwang.api.devices;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.outbox.BackOff;
import tw.shouwang.notifications.outbox.Outbox;
import tw.shouwang.notifications.outbox.OutboxColumns;
import tw.shouwang.notifications.outbox.OutboxDatabase;
import tw.shouwang.notifications.outbox.OutboxKind;

/// The queue of changes to the vault. For each address, later changes replace earlier ones, and
/// changes are done one after the other. A change that fails for a day is dropped.
@Singleton
final class VaultOutbox {

  private static final OutboxKind<AddressKey, VaultChange> KIND =
      new OutboxKind<>(
          "outbox.vault",
          new Columns(),
          new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24)),
          OutboxKind.Coalescing.LAST_WORD,
          OutboxKind.Order.AS_QUEUED,
          new OutboxKind.AtEnd.Dropped());

  private final Outbox<AddressKey, VaultChange> rows;
  private final InstantSource clock;

  VaultOutbox(OutboxDatabase database, InstantSource clock) {
    this.rows = new Outbox<>(KIND, database);
    this.clock = clock;
  }

  Outbox<AddressKey, VaultChange> rows() {
    return rows;
  }

  /// Queues a change in the caller's transaction, due at once.
  void queue(AddressKey key, VaultChange change) {
    switch (change) {
      case VaultChange.Store _, VaultChange.StoreOfStaff _, VaultChange.Forget _ ->
          rows.queueNow(key, change, clock.instant(), false);
      // Queued behind the registration, which has to be done before its period is shortened.
      case VaultChange.Shorten _ -> rows.queueBehind(key, change, clock.instant());
    }
  }

  /// Whether a device will be registered once all queued changes are done; empty if no queued
  /// change decides it.
  Optional<Boolean> willRemember(AddressKey key) {
    return rows.waiting(key).stream()
        .flatMap(change -> remembers(change).stream())
        .reduce((_, later) -> later);
  }

  /// Whether a change queued later makes the current one void.
  ///
  /// @param change the change of the row that is being worked on
  boolean isSuperseded(AddressKey key, VaultChange change) {
    if (remembers(change).isEmpty()) {
      return false;
    }
    return rows.waiting(key).stream().filter(each -> remembers(each).isPresent()).count() > 1;
  }

  private static Optional<Boolean> remembers(VaultChange change) {
    return switch (change) {
      case VaultChange.Store _, VaultChange.StoreOfStaff _ -> Optional.of(true);
      case VaultChange.Forget _ -> Optional.of(false);
      case VaultChange.Shorten _ -> Optional.empty();
    };
  }

  private static final class Columns implements OutboxColumns<AddressKey, VaultChange> {

    @Override
    public String key() {
      return "address";
    }

    @Override
    public Object keyValue(AddressKey key) {
      return key.bytes();
    }

    @Override
    public AddressKey readKey(ResultSet row) throws SQLException {
      return new AddressKey(row.getBytes("address"));
    }

    @Override
    public List<String> content() {
      return List.of("change", "token");
    }

    @Override
    public List<@Nullable Object> contentValues(VaultChange change) {
      return switch (change) {
        case VaultChange.Store(byte[] token) -> List.of("STORE", token);
        case VaultChange.StoreOfStaff(byte[] token) -> List.of("STORE_OF_STAFF", token);
        case VaultChange.Forget _ -> Arrays.asList("FORGET", null);
        case VaultChange.Shorten _ -> Arrays.asList("SHORTEN", null);
      };
    }

    @Override
    public VaultChange readContent(ResultSet row) throws SQLException {
      String change = row.getString("change");
      return switch (change) {
        case "STORE" -> new VaultChange.Store(row.getBytes("token"));
        case "STORE_OF_STAFF" -> new VaultChange.StoreOfStaff(row.getBytes("token"));
        case "FORGET" -> new VaultChange.Forget();
        case "SHORTEN" -> new VaultChange.Shorten();
        default -> throw new IllegalStateException("a change of the vault of an unknown kind");
      };
    }
  }
}
