/// Executes operations by plans: what a document asks for is worked out once, and what it gets is
/// written as JSON while it is fetched. The results are those of graphql-java's own strategies,
/// which the tests hold them against.
@NullMarked
package tw.shouwang.graphql.plan;

import org.jspecify.annotations.NullMarked;
