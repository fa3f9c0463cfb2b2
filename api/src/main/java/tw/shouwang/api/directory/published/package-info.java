/// The directory in other formats for other programs: HSDS, JSON-LD, a page per entry, the bundle.
/// No other room uses it. May use `entries`, `document`, `snapshot` and `view`.
@NullMarked
package tw.shouwang.api.directory.published;

import org.jspecify.annotations.NullMarked;
