/// Understands typed texts: finds what happens, to whom and where, before the words are searched.
///
/// Two readers over the same [Situation]s: a [Lexicon] that editors change, and a [SituationModel]
/// that is part of the release and weighs what the lexicon finds, too. Everything here is a pure
/// function over the text; no text is stored. May use `entries` only.
@NullMarked
package tw.shouwang.api.directory.understanding;

import org.jspecify.annotations.NullMarked;
