@NullMarked
package tw.shouwang.graphql.toy;

import org.jspecify.annotations.NullMarked;
