/// Understanding what is typed: reads a text for what happens, to whom and where, before its words
/// are looked up.
///
/// Two readers over the same [Situation]s: a [Lexicon] that editors change, and a [SituationModel]
/// that is part of the release. What either sees is a crisis is one. Everything here is a pure
/// function over the text; nothing is kept of it. May use `entries` only.
@NullMarked
package tw.shouwang.api.directory.understanding;

import org.jspecify.annotations.NullMarked;
