package tw.shouwang.api.cases.records;

import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/// A case's wrapped key: at most one wrap a case, none after erasure.
interface WrapRepository<W> extends GenericRepository<W, UUID> {

  W save(W wrap);

  Optional<W> findByCaseId(UUID caseId);

  void deleteByCaseId(UUID caseId);
}
