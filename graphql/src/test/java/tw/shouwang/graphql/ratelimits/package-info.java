@NullMarked
package tw.shouwang.graphql.ratelimits;

import org.jspecify.annotations.NullMarked;
