/// An entry as one asker sees it, and in words: resource, contact, card, hours in a sentence. May
/// use `entries`, `hours` and `snapshot`.
@NullMarked
package tw.shouwang.api.directory.view;

import org.jspecify.annotations.NullMarked;
