@NullMarked
package tw.shouwang.api.pages;

import org.jspecify.annotations.NullMarked;
