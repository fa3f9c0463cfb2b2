/// The directory in PostgreSQL: rows, repositories, loading all, importing the pack, hearing of
/// changes. May use `entries`, `document` and `snapshot`.
@NullMarked
package tw.shouwang.api.directory.storage;

import org.jspecify.annotations.NullMarked;
