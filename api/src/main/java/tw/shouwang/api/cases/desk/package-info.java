/// What staff do with a case and how they find it; opening and answering with the centre's key.
/// Authorization and audit are the caller's job (intake). May use `envelope`, `records` and
/// `sealing`.
@NullMarked
package tw.shouwang.api.cases.desk;

import org.jspecify.annotations.NullMarked;
