/// Refuses operations before execution: they ask for too much, or contain a secret as a literal.
@NullMarked
package tw.shouwang.graphql.limits;

import org.jspecify.annotations.NullMarked;
