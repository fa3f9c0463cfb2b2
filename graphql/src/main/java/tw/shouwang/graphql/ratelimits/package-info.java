/// How much one caller may ask for, without knowing who that is.
@NullMarked
package tw.shouwang.graphql.ratelimits;

import org.jspecify.annotations.NullMarked;
