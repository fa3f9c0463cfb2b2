/// The operations that the apps were released with, known by their hash.
@NullMarked
package tw.shouwang.graphql.documents;

import org.jspecify.annotations.NullMarked;
