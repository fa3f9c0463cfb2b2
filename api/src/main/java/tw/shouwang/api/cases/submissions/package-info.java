/// Turns a form into a case, once. May use `envelope`, `records`, `sealing`, `admission` and
/// `sender`.
@NullMarked
package tw.shouwang.api.cases.submissions;

import org.jspecify.annotations.NullMarked;
