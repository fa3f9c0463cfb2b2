/// The help directory: who helps, whom they serve, how they are reached, and whether they are open.
///
/// This package is the face of the slice: [tw.shouwang.api.directory.Directory] and what GraphQL
/// asks. PostgreSQL is the truth, and every answer comes from an immutable snapshot in memory, so
/// that the directory goes on answering while the database is away. No room of the slice uses the
/// face.
///
/// Rooms: `entries` (what is known), `hours` (when somebody is there), `document` (as it is written
/// down), `text` (finding by words), `snapshot` (one revision in memory), `view` (as one asker sees
/// it), `search` (lists), `storage` (PostgreSQL), `editing` (changes), `published` (other formats).
@NullMarked
package tw.shouwang.api.directory;

import org.jspecify.annotations.NullMarked;
