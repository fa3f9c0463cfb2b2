package tw.shouwang.api.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.search.DirectorySearch;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.understanding.Situation;
import tw.shouwang.api.directory.view.Asked;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.graphql.PageInfo;

/// One page of a list, as the schema's type of the same name.
record ResourceConnection(
    List<ResourceEdge> edges,
    PageInfo pageInfo,
    int totalCount,
    int movedBefore,
    boolean fallback) {

  record ResourceEdge(
      String cursor,
      Resource node,
      @Nullable Integer distanceMetres,
      @Nullable Situation understoodAs) {}

  List<Resource> nodes() {
    return edges.stream().map(ResourceEdge::node).toList();
  }

  static ResourceConnection of(DirectorySnapshot snapshot, DirectorySearch.Page page) {
    Asked asked =
        new Asked(
            page.area() == null ? ContactScope.everywhere() : ContactScope.in(page.area()),
            page.at(),
            page.atNamed(),
            page.spoken(),
            null,
            false);
    List<ResourceEdge> edges =
        page.hits().stream()
            .map(hit ->
                new ResourceEdge(
                    hit.cursor(),
                    new Resource(snapshot, hit.item(), asked),
                    hit.distanceMetres(),
                    hit.understoodAs()))
            .toList();
    return new ResourceConnection(
        edges,
        PageInfo.of(page.hasNext(), page.hasPrevious(), edges, ResourceEdge::cursor),
        page.totalCount(),
        page.movedBefore(),
        page.fallback());
  }
}
