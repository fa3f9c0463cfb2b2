/// Finding entries by what people type: folding, tokens, index, typing mistakes. May use `entries`.
@NullMarked
package tw.shouwang.api.directory.text;

import org.jspecify.annotations.NullMarked;
