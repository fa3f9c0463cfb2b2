/// The sender's side of both forms: receipt, sealed conversation, events, erasure. Other slices use
/// [tw.shouwang.api.cases.Submissions] and [tw.shouwang.api.cases.CaseReceived].
@NullMarked
package tw.shouwang.api.cases;

import org.jspecify.annotations.NullMarked;
