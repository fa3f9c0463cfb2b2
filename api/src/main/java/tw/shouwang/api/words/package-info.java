/// How this process serves messages, and what an operator can find out about them.
@NullMarked
package tw.shouwang.api.words;

import org.jspecify.annotations.NullMarked;
