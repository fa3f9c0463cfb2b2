/// Writes JSON as the bytes that go out. Knows nothing of GraphQL.
@NullMarked
package tw.shouwang.graphql.json;

import org.jspecify.annotations.NullMarked;
