/// The sealed envelope of a case, as `api/ENVELOPE.md` publishes it: pure functions over bytes, no
/// database, no settings, no clock.
@NullMarked
package tw.shouwang.api.cases.envelope;

import org.jspecify.annotations.NullMarked;
