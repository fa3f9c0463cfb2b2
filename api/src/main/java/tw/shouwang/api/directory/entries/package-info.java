/// The data of the directory: checked records and enums. They are independent of time, database and
/// texts, and use no other room.
@NullMarked
package tw.shouwang.api.directory.entries;

import org.jspecify.annotations.NullMarked;
