/// The operations that apps were released with, identified by their hash.
@NullMarked
package tw.shouwang.graphql.documents;

import org.jspecify.annotations.NullMarked;
