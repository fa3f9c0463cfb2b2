/// The directory in PostgreSQL: rows, repositories, loading everything, importing the pack,
/// listening for changes. May use `entries`, `document` and `snapshot`.
@NullMarked
package tw.shouwang.api.directory.storage;

import org.jspecify.annotations.NullMarked;
