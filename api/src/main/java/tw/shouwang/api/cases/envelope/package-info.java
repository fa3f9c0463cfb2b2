/// The sealed envelope of a case, as published in `api/ENVELOPE.md`: pure functions over bytes,
/// without database, settings and clock.
@NullMarked
package tw.shouwang.api.cases.envelope;

import org.jspecify.annotations.NullMarked;
