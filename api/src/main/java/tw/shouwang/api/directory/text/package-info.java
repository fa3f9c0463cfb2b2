/// Full-text search of entries: folding, tokens, index, typing mistakes. May use `entries`.
@NullMarked
package tw.shouwang.api.directory.text;

import org.jspecify.annotations.NullMarked;
