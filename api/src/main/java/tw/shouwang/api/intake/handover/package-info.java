/// Hands cases over to other authorities, so that nobody has to type them again: exports, and the
/// content for neighbour systems.
@NullMarked
package tw.shouwang.api.intake.handover;

import org.jspecify.annotations.NullMarked;
