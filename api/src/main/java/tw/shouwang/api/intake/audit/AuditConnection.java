package tw.shouwang.api.intake.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.PageInfo;

/// One page of a trail, as the schema's type of the same name.
record AuditConnection(List<AuditEdge> edges, PageInfo pageInfo) {

  record AuditEdge(String cursor, AuditLine node) {}

  /// The schema's `AuditEntry`.
  record AuditLine(
      long number, String worker, @Nullable String action, Instant at, @Nullable String caseId) {

    static AuditLine of(AuditEntry entry) {
      boolean known =
          Arrays.stream(AuditAction.values())
              .anyMatch(action -> action.name().equals(entry.action()));
      return new AuditLine(
          entry.number(),
          entry.worker(),
          known ? entry.action() : null,
          entry.happenedAt(),
          entry.caseId() == null ? null : entry.caseId().toString());
    }
  }

  List<AuditLine> nodes() {
    return edges.stream().map(AuditEdge::node).toList();
  }

  /// @param found the page's lines, and one more if there is a next page
  static AuditConnection of(List<AuditEntry> found, int first, boolean afterAnother) {
    List<AuditEdge> edges =
        found.stream()
            .limit(first)
            .map(entry -> new AuditEdge(Long.toString(entry.number()), AuditLine.of(entry)))
            .toList();
    return new AuditConnection(
        edges, PageInfo.of(found.size() > first, afterAnother, edges, AuditEdge::cursor));
  }
}
