/// The directory as it is written down (pack, copy on disk, export), and reading it into entries.
/// May use `entries`, `hours` and `understanding`.
@NullMarked
package tw.shouwang.api.directory.document;

import org.jspecify.annotations.NullMarked;
