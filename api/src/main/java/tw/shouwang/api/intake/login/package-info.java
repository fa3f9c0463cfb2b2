/// Authentication of staff, and what their roles allow.
@NullMarked
package tw.shouwang.api.intake.login;

import org.jspecify.annotations.NullMarked;
