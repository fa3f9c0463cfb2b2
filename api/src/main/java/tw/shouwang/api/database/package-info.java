@NullMarked
package tw.shouwang.api.database;

import org.jspecify.annotations.NullMarked;
