@NullMarked
package tw.shouwang.api.process;

import org.jspecify.annotations.NullMarked;
