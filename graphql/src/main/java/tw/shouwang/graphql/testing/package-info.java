/// Checks of a schema that an application's own tests run. Each returns what it found, as lines to
/// read; empty is well.
@NullMarked
package tw.shouwang.graphql.testing;

import org.jspecify.annotations.NullMarked;
