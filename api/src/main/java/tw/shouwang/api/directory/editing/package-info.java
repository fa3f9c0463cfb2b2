/// Changes of the directory: checks, versions, transfer to and from files, upkeep, the command.
/// Authorization and audit are the caller's job. May use every room but `text`, `search` and
/// `published`.
@NullMarked
package tw.shouwang.api.directory.editing;

import org.jspecify.annotations.NullMarked;
