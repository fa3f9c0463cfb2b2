/// The device vault: where to push, and never for whom.
///
/// It lies in a schema of its own that only a role of its own may enter, and is written in
/// transactions of its own. A row is found by an HMAC of the case's id; the key to that HMAC is in
/// neither schema.
@NullMarked
package tw.shouwang.api.devices;

import org.jspecify.annotations.NullMarked;
