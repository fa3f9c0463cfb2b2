@NullMarked
package tw.shouwang.api.testing;

import org.jspecify.annotations.NullMarked;
