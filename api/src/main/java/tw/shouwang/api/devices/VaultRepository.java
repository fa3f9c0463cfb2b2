package tw.shouwang.api.devices;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.Optional;

/// The vault's rows, accessed with the vault's own role.
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "vault")
interface VaultRepository extends GenericRepository<VaultRow, byte[]> {

  Optional<VaultRow> findByVaultKey(byte[] vaultKey);

  @Query(
      """
      insert into vault.device (vault_key, token, kept_until)
      values (:vaultKey, :token, :keptUntil)
      on conflict (vault_key) do update
      set token = excluded.token,
          kept_until = excluded.kept_until
      """)
  void put(byte[] vaultKey, byte[] token, LocalDate keptUntil);

  @Query(
      """
      update vault.device
      set kept_until = least(kept_until, :keptUntil)
      where vault_key = :vaultKey
      """)
  void keepNoLongerThan(byte[] vaultKey, LocalDate keptUntil);

  @Query("delete from vault.device where vault_key = :vaultKey")
  void remove(byte[] vaultKey);

  /// Deletes the device only if its token is still this one.
  @Query(
      """
      delete from vault.device
      where vault_key = :vaultKey
        and token = :token
      """)
  void removeIfUnchanged(byte[] vaultKey, byte[] token);

  @Query("delete from vault.device where kept_until < :today")
  long removeKeptUntilBefore(LocalDate today);
}
