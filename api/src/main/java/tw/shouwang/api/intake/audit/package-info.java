/// Who did what to which case and when, in a chain that shows changes. The rest of the intake uses
/// [tw.shouwang.api.intake.audit.AuditTrail].
@NullMarked
package tw.shouwang.api.intake.audit;

import org.jspecify.annotations.NullMarked;
