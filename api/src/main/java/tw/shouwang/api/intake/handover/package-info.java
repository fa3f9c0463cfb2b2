/// Hands cases over to whoever goes on with them, so that nobody types anything twice: exports, and
/// what neighbour systems are told.
@NullMarked
package tw.shouwang.api.intake.handover;

import org.jspecify.annotations.NullMarked;
