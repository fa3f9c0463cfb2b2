/// The stored forms of the directory (pack, copy on disk, export), and reading them into entries.
/// May use `entries`, `hours` and `understanding`.
@NullMarked
package tw.shouwang.api.directory.document;

import org.jspecify.annotations.NullMarked;
