/// Which channel to use in which situation, whom the law obliges to report, and the three helping
/// steps.
@NullMarked
package tw.shouwang.api.guidance;

import org.jspecify.annotations.NullMarked;
