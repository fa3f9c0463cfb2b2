/// Writes JSON directly as bytes. Knows nothing of GraphQL.
@NullMarked
package tw.shouwang.graphql.json;

import org.jspecify.annotations.NullMarked;
