/// What all ways of streaming share: how many there may be, and how they end.
@NullMarked
package tw.shouwang.graphql.streams;

import org.jspecify.annotations.NullMarked;
