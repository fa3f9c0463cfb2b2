@NullMarked
package tw.shouwang.i18n;

import org.jspecify.annotations.NullMarked;
