/// What several modules use and what knows nothing of the application: time limits, threads that
/// restart, log lines that do not flood. A class belongs here if two modules need it and it knows
/// no slice, no schema and no table.
@NullMarked
package tw.shouwang.foundation;

import org.jspecify.annotations.NullMarked;
