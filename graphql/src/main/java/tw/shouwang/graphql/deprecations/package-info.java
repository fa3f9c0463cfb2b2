/// What a schema calls deprecated, and who still uses it.
@NullMarked
package tw.shouwang.graphql.deprecations;

import org.jspecify.annotations.NullMarked;
