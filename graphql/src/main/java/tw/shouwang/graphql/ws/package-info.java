/// Subscriptions over WebSocket, by the protocol graphql-transport-ws.
@NullMarked
package tw.shouwang.graphql.ws;

import org.jspecify.annotations.NullMarked;
