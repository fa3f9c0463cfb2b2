/// Subscriptions as server-sent events, by the protocol of graphql-sse.
@NullMarked
package tw.shouwang.graphql.sse;

import org.jspecify.annotations.NullMarked;
