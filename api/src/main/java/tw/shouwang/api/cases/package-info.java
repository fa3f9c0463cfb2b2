/// The sender's side of both forms, and what is stored of a case.
///
/// Rooms: `envelope` (the published bytes), `records` (what is stored), `sealing` (keys, opening
/// and sealing), `admission` (how much a node takes in), `news` (telling open apps), `sites`
/// (posters), `hours` (when somebody is at a centre), `retention` (what happens by time), `desk`
/// (what staff do with a case), `sender` (what a receipt permits), `submissions` (a form becomes a
/// case, once).
@NullMarked
package tw.shouwang.api.cases;

import org.jspecify.annotations.NullMarked;
