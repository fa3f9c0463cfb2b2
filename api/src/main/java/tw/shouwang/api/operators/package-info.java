/// What operators of a process can read, on a separate port.
@NullMarked
package tw.shouwang.api.operators;

import org.jspecify.annotations.NullMarked;
