/// What the directory knows: checked records and enums. They know nothing of time, database or
/// words, and use no other room.
@NullMarked
package tw.shouwang.api.directory.entries;

import org.jspecify.annotations.NullMarked;
