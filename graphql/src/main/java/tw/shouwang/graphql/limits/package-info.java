/// What is refused before it runs, because it asks for too much or tells a secret in its text.
@NullMarked
package tw.shouwang.graphql.limits;

import org.jspecify.annotations.NullMarked;
