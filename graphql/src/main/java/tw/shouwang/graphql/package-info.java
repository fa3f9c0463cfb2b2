@NullMarked
package tw.shouwang.graphql;

import org.jspecify.annotations.NullMarked;
