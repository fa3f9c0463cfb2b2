/// How this process serves the words for people, and what an operator can learn about them.
@NullMarked
package tw.shouwang.api.words;

import org.jspecify.annotations.NullMarked;
