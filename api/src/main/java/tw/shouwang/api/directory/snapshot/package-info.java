/// One immutable revision of the directory with its indexes, the store that holds the current one,
/// and its copy on disk. May use `entries`, `hours`, `document`, `text` and `understanding`.
@NullMarked
package tw.shouwang.api.directory.snapshot;

import org.jspecify.annotations.NullMarked;
