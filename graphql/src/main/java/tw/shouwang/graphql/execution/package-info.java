/// Executes operations: documents go in, answers come out. Knows nothing of HTTP.
@NullMarked
package tw.shouwang.graphql.execution;

import org.jspecify.annotations.NullMarked;
