/// What whoever operates a process is told, at a port of their own.
@NullMarked
package tw.shouwang.api.operators;

import org.jspecify.annotations.NullMarked;
