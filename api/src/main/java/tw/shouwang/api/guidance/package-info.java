/// What to do and whom to call: channel advice, the refusals of forms, and the emergency numbers
/// that come with them.
@NullMarked
package tw.shouwang.api.guidance;

import org.jspecify.annotations.NullMarked;
