package tw.shouwang.api.directory.storage;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Changes that wait for a second person, at most one an entry.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ProposalRepository extends GenericRepository<ProposalRow, UUID> {

  List<ProposalRow> findAllOrderByProposedAt();

  void save(ProposalRow row);

  Optional<ProposalRow> findById(UUID id);

  long deleteById(UUID id);

  void deleteByEntryId(UUID entryId);
}
