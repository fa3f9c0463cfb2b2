/// The directory in other formats for other programs: HSDS, JSON-LD, a page an entry, the bundle.
/// No other room uses it. It may use `entries`, `document`, `snapshot` and `view`.
@NullMarked
package tw.shouwang.api.directory.published;

import org.jspecify.annotations.NullMarked;
