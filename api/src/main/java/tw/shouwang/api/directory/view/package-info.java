/// An entry for one caller, and as text: resource, contact, card, hours in a sentence. May use
/// `entries`, `hours` and `snapshot`.
@NullMarked
package tw.shouwang.api.directory.view;

import org.jspecify.annotations.NullMarked;
