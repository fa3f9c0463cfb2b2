/// The staff's side of cases.
///
/// Rooms: `login` (authentication and roles), `answers` (refusals and shared types of the staff
/// schema), `audit` (the trail), `webhooks` (messages to other systems), `jobs` (work that one node
/// does for all), `alerts` (alerting staff), `routing` (which office), `clocks` (deadlines),
/// `figures` (statistics), `editors` (directory and posters), `work` (a worker's steps), `handover`
/// (exports).
@NullMarked
package tw.shouwang.api.intake;

import org.jspecify.annotations.NullMarked;
