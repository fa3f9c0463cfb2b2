/// Rate limits per caller, without knowing who the caller is.
@NullMarked
package tw.shouwang.graphql.ratelimits;

import org.jspecify.annotations.NullMarked;
