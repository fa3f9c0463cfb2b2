/// The staff's side of cases: what arrives, who takes it, by when, and what the sender hears.
@NullMarked
package tw.shouwang.api.intake;

import org.jspecify.annotations.NullMarked;
