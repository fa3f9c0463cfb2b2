@NullMarked
package tw.shouwang.graphql.testing;

import org.jspecify.annotations.NullMarked;
