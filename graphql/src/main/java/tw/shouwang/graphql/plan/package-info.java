/// Executes operations by plans: a document's selections are computed once, and values are written
/// as JSON while they are fetched. The results are those of graphql-java's own strategies; tests
/// compare both.
@NullMarked
package tw.shouwang.graphql.plan;

import org.jspecify.annotations.NullMarked;
