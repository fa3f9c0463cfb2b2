/// Which channel for which situation, whom the law obliges, and the three helping steps.
@NullMarked
package tw.shouwang.api.guidance;

import org.jspecify.annotations.NullMarked;
