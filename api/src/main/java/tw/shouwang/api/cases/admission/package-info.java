/// How much a node takes in: bulkhead, deadline, load, proof of work, surge, and exemptions from
/// rate limits. May use `envelope`, `records` and `sealing`.
@NullMarked
package tw.shouwang.api.cases.admission;

import org.jspecify.annotations.NullMarked;
