/// How much a node takes in: bulkhead, deadline, load, proof of work, surge, and retries that pass
/// a limit. May use `envelope`, `records` and `sealing`.
@NullMarked
package tw.shouwang.api.cases.admission;

import org.jspecify.annotations.NullMarked;
