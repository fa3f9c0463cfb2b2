@NullMarked
package tw.shouwang.graphql.errors;

import org.jspecify.annotations.NullMarked;
