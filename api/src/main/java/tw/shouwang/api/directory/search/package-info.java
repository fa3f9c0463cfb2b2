/// Lists of entries: filter, rank, cut a page, cursors, areas by name, alternatives, and counts of
/// searches. May use `entries`, `hours`, `snapshot`, `text`, `understanding` and `view`.
@NullMarked
package tw.shouwang.api.directory.search;

import org.jspecify.annotations.NullMarked;
