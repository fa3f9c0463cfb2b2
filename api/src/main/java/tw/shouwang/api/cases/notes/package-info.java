/// Notes that colleagues of a centre leave about a case. They are sealed with a key of their own in
/// the staff schema, and no sender and no public process can read them.
@NullMarked
package tw.shouwang.api.cases.notes;

import org.jspecify.annotations.NullMarked;
