package tw.shouwang.api.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.PushTiming;
import tw.shouwang.notifications.testing.FcmStandIn;

@MicronautTest(transactional = false)
class DevicesIT implements EmbeddedTest {

  private static final AtomicLong TOKENS = new AtomicLong();

  @Inject Devices devices;
  @Inject DeviceVault vault;
  @Inject VaultKeys keys;
  @Inject VaultRepository repository;
  @Inject KeyFiles files;
  @Inject FcmStandIn google;
  @Inject MeterRegistry metrics;
  @Inject TransactionOperations<Connection> transactions;
  @Inject DataSourceResolver pools;
  @Inject DataSource cases;

  @Inject
  @Named("vault")
  DataSource vaultPool;

  private Instant now = Instant.now().minus(Duration.ofDays(100));

  @Test
  void remembersADeviceAndSendsTheFirstPush() {
    UUID caseId = UUID.randomUUID();
    DeviceToken token = newToken();

    inTransaction(() -> {
      devices.enable(caseId, token);
      assertThat(devices.isEnabled(caseId)).isTrue();
    });

    eventually(() -> got(token));
    assertThat(vault.find(keys.of(caseId))).contains(token);
    assertThat(isEnabled(caseId)).isTrue();
  }

  @Test
  void leavesNothingWhenTheCallersTransactionRollsBack() {
    UUID caseId = UUID.randomUUID();
    assertThatThrownBy(() ->
            inTransaction(() -> {
              devices.enable(caseId, newToken());
              throw new IllegalStateException("rolled back");
            }))
        .hasMessageContaining("rolled back");
    assertThat(isEnabled(caseId)).isFalse();
  }

  @Test
  void replacesTheDeviceOfACaseAndForgetsItWhenAsked() {
    UUID caseId = UUID.randomUUID();
    DeviceToken second = newToken();
    inTransaction(() -> devices.enable(caseId, newToken()));
    inTransaction(() -> devices.enable(caseId, second));
    eventually(() -> vault.find(keys.of(caseId)).filter(second::equals).isPresent());

    inTransaction(() -> devices.forget(caseId));

    assertThat(isEnabled(caseId)).isFalse();
    eventually(() -> vault.find(keys.of(caseId)).isEmpty());
  }

  @Test
  void forgetsATokenOnlyIfItIsStillTheOneThatFailed() {
    UUID caseId = UUID.randomUUID();
    DeviceToken current = newToken();
    inTransaction(() -> devices.enable(caseId, current));
    eventually(() -> got(current));

    vault.forget(keys.of(caseId), newToken());
    assertThat(vault.find(keys.of(caseId))).contains(current);

    vault.forget(keys.of(caseId), current);
    assertThat(vault.find(keys.of(caseId))).isEmpty();
  }

  @Test
  void forgetsADeviceThirtyDaysAfterItsAppLastBroughtIt() {
    AddressKey key = keys.of(UUID.randomUUID());
    DeviceToken token = newToken();
    DeviceVault dated = new DeviceVault(repository, files, () -> now);
    dated.put(key, dated.seal(key, token));

    now = now.plus(Duration.ofDays(29));
    dated.put(key, dated.seal(key, token));
    now = now.plus(Duration.ofDays(30));
    dated.removeExpired();
    assertThat(dated.find(key)).contains(token);

    now = now.plus(Duration.ofDays(1));
    assertThat(dated.find(key)).isEmpty();
    assertThat(dated.has(key)).isFalse();
    assertThat(dated.removeExpired()).isPositive();
    assertThat(repository.findByVaultKey(key.bytes())).isEmpty();
  }

  @Test
  void forgetsADeviceAWeekAfterItsCaseWasClosed() {
    UUID caseId = UUID.randomUUID();
    DeviceToken token = newToken();
    inTransaction(() -> devices.enable(caseId, token));
    inTransaction(() -> devices.forgetAWeekAfterClose(caseId));
    AddressKey key = keys.of(caseId);

    LocalDate week = LocalDate.now(ZoneId.of("Asia/Taipei")).plusDays(7);
    eventually(() ->
        repository
            .findByVaultKey(key.bytes())
            .filter(row -> !row.keptUntil().isAfter(week))
            .isPresent());
    assertThat(vault.find(key)).contains(token);
    now = Instant.now().plus(Duration.ofDays(9));
    assertThat(new DeviceVault(repository, files, () -> now).find(key)).isEmpty();
  }

  @Test
  void endsAPushOfACaseWithoutADevice() {
    double before = ended("forgotten");
    UUID caseId = UUID.randomUUID();

    inTransaction(() -> devices.push(caseId, PushTiming.AT_ONCE));

    eventually(() -> ended("forgotten") > before);
    assertThat(
            count(
                cases,
                "select count(*) from outbox.push where address = decode('%s', 'hex')"
                    .formatted(HexFormat.of().formatHex(keys.of(caseId).bytes()))))
        .isZero();
  }

  /// S3: apps register their token at every start; that must not send a push to the phone each
  /// time.
  @Test
  void wakesADeviceOnlyWhenItIsNewToTheCase() {
    UUID caseId = UUID.randomUUID();
    DeviceToken token = newToken();
    inTransaction(() -> devices.enable(caseId, token));
    eventually(() -> got(token));

    for (int i = 0; i < 3; i++) {
      inTransaction(() -> devices.enable(caseId, token));
      eventuallyDone(caseId);
    }
    assertThat(pushes(token)).isOne();

    DeviceToken other = newToken();
    inTransaction(() -> devices.enable(caseId, other));
    eventually(() -> got(other));
    inTransaction(() -> devices.enable(caseId, token));
    eventually(() -> pushes(token) == 2);
  }

  /// S3: the same while the first registration is still queued.
  @Test
  void wakesADeviceOnceThatIsBroughtThriceAtOnce() {
    UUID caseId = UUID.randomUUID();
    DeviceToken token = newToken();
    inTransaction(() -> {
      devices.enable(caseId, token);
      devices.enable(caseId, token);
      devices.enable(caseId, token);
    });
    eventually(() -> got(token));
    eventuallyDone(caseId);

    assertThat(pushes(token)).isOne();
  }

  /// A4: of a registration and an erasure at the same time, the one queued last wins, also while a
  /// node is working on the other.
  @Test
  void remembersNoDeviceOfACaseThatWasForgottenAfterIt() throws Exception {
    for (int i = 0; i < 30; i++) {
      UUID caseId = UUID.randomUUID();
      inTransaction(() -> devices.enable(caseId, newToken()));
      // At another moment of the worker's progress each time.
      LockSupport.parkNanos(Duration.ofMillis(i * 15L).toNanos());
      inTransaction(() -> devices.forget(caseId));

      assertThat(isEnabled(caseId)).isFalse();
      eventuallyDone(caseId);
      assertThat(vault.find(keys.of(caseId))).isEmpty();
    }
  }

  @Test
  void keepsTheTwoSchemasApartByTheirRoles() {
    assertThatThrownBy(() -> count(cases, "select count(*) from vault.device"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> count(vaultPool, "select count(*) from outbox.push"))
        .hasMessageContaining("permission denied");
  }

  /// Waits until no change is queued and no first push is under way.
  private void eventuallyDone(UUID caseId) {
    String of =
        " where address = decode('%s', 'hex')"
            .formatted(HexFormat.of().formatHex(keys.of(caseId).bytes()));
    eventually(() -> count(cases, "select count(*) from outbox.vault" + of) == 0);
    eventually(() -> count(cases, "select count(*) from outbox.push" + of) == 0);
  }

  private long pushes(DeviceToken token) {
    return google.accepted().stream()
        .filter(message -> message.toString().contains(token.value()))
        .count();
  }

  private double ended(String outcome) {
    return metrics.get("shouwang.push.ended").tag("outcome", outcome).counter().count();
  }

  private static DeviceToken newToken() {
    return new DeviceToken(FcmStandIn.token(TOKENS.incrementAndGet()));
  }

  private boolean got(DeviceToken token) {
    return google.accepted().stream()
        .anyMatch(message -> message.toString().contains(token.value()));
  }

  private boolean isEnabled(UUID caseId) {
    return transactions.executeRead(status -> devices.isEnabled(caseId));
  }

  private void inTransaction(Runnable work) {
    transactions.executeWrite(status -> {
      work.run();
      return null;
    });
  }

  private long count(DataSource pool, String sql) {
    try (Connection connection = pools.resolve(pool).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
