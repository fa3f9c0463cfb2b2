/// The device vault: knows where to push, but not for whom.
///
/// It is in a schema of its own that only a role of its own may use, and is written in separate
/// transactions. A row's key is an HMAC of the case's id; the HMAC's key is in neither schema.
@NullMarked
package tw.shouwang.api.devices;

import org.jspecify.annotations.NullMarked;
