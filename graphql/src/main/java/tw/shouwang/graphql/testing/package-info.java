/// Checks of a schema for an application's own tests. Each returns its findings as lines; empty
/// means no problem.
@NullMarked
package tw.shouwang.graphql.testing;

import org.jspecify.annotations.NullMarked;
