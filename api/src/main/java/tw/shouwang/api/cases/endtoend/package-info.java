/// Cases that the sender's client has sealed: what it sends, and what it reads and opens itself.
/// The service checks sizes and tokens, and stores the bytes as they came. See `api/ENVELOPE.md`.
@NullMarked
package tw.shouwang.api.cases.endtoend;

import org.jspecify.annotations.NullMarked;
