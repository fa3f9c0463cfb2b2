@NullMarked
package tw.shouwang.api;

import org.jspecify.annotations.NullMarked;
