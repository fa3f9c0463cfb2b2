/// The help directory: who helps, whom they serve, how to reach them, and whether they are open.
///
/// This package is the interface of the slice: [tw.shouwang.api.directory.Directory] and the
/// GraphQL fields. PostgreSQL is the source of truth; every answer comes from an immutable snapshot
/// in memory, so that the directory answers while the database is unavailable. No room of the slice
/// uses this package.
///
/// Rooms: `entries` (the data), `hours` (when somebody answers), `document` (stored forms), `text`
/// (search by words), `snapshot` (one revision in memory), `view` (an entry for one caller),
/// `search` (lists), `storage` (PostgreSQL), `editing` (changes), `published` (other formats).
@NullMarked
package tw.shouwang.api.directory;

import org.jspecify.annotations.NullMarked;
