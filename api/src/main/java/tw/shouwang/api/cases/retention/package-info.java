/// What happens to a case over time: warning, closing, erasure, replay of erasures after a restore,
/// and the nightly rewrite of rows. May use `envelope`, `records` and `sealing`.
@NullMarked
package tw.shouwang.api.cases.retention;

import org.jspecify.annotations.NullMarked;
