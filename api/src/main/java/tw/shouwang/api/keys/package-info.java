/// The key files of a node. Each slice that uses a key defines its name.
@NullMarked
package tw.shouwang.api.keys;

import org.jspecify.annotations.NullMarked;
