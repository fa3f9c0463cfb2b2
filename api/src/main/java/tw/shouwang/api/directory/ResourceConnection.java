package tw.shouwang.api.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.search.DirectorySearch;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.view.Asked;
import tw.shouwang.api.directory.view.ContactScope;
import tw.shouwang.api.directory.view.Resource;
import tw.shouwang.graphql.PageInfo;

/// One page of a list, as the schema's type of the same name.
record ResourceConnection(DirectorySearch.Page page, List<ResourceEdge> edges) {

  record ResourceEdge(DirectorySearch.Hit hit, Resource node) {

    String cursor() {
      return hit.cursor();
    }

    @Nullable Integer distanceMetres() {
      return hit.distanceMetres();
    }
  }

  List<Resource> nodes() {
    return edges.stream().map(ResourceEdge::node).toList();
  }

  PageInfo pageInfo() {
    return PageInfo.of(page.hasNext(), page.hasPrevious(), edges, ResourceEdge::cursor);
  }

  int totalCount() {
    return page.totalCount();
  }

  int movedBefore() {
    return page.movedBefore();
  }

  boolean fallback() {
    return page.fallback();
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
    return new ResourceConnection(
        page,
        page.hits().stream()
            .map(hit -> new ResourceEdge(hit, new Resource(snapshot, hit.item(), asked)))
            .toList());
  }
}
