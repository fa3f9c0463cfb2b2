/// The key files of a node. Which keys there are is the business of the slices that use them.
@NullMarked
package tw.shouwang.api.keys;

import org.jspecify.annotations.NullMarked;
