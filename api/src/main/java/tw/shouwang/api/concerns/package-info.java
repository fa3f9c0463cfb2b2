/// Reports of concern by people who noticed something.
@NullMarked
package tw.shouwang.api.concerns;

import org.jspecify.annotations.NullMarked;
