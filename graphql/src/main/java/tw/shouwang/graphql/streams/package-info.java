/// What all streaming transports share: the number of streams, and their end.
@NullMarked
package tw.shouwang.graphql.streams;

import org.jspecify.annotations.NullMarked;
