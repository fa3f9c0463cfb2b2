/// The help directory: who helps, whom they serve, how they are reached, and whether they are open.
///
/// PostgreSQL is the truth, and every answer comes from an immutable snapshot in memory, so that
/// the directory goes on answering while the database is away. Other slices use
/// [tw.shouwang.api.directory.Directory].
@NullMarked
package tw.shouwang.api.directory;

import org.jspecify.annotations.NullMarked;
