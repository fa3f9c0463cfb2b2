/// What every module may use and what knows nothing of the house: time limits, threads that come
/// back, log lines that do not flood. A class belongs here when two modules need it and it has no
/// word of a slice, a schema or a table in it.
@NullMarked
package tw.shouwang.foundation;

import org.jspecify.annotations.NullMarked;
