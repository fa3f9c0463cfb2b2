/// The hand-overs of cases to neighbour systems, and what became of them there.
@NullMarked
package tw.shouwang.api.cases.handovers;

import org.jspecify.annotations.NullMarked;
