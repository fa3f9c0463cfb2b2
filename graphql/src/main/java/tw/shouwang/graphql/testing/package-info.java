/// Checks of a schema for an application's own tests. Each returns its findings as lines; empty
/// means no problem. A server's package (`-Pdist`) leaves them out, so no other package of the
/// module may use them.
@NullMarked
package tw.shouwang.graphql.testing;

import org.jspecify.annotations.NullMarked;
