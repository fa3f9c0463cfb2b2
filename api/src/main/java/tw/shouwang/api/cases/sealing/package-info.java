/// Keys and envelopes: storage keys, the centres' keys and their generations, opening and sealing
/// entries, the proof key, the commands `keys` and `proof`. May use `envelope` and `records`.
@NullMarked
package tw.shouwang.api.cases.sealing;

import org.jspecify.annotations.NullMarked;
