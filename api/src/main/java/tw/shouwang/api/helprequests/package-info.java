/// Requests for help by people in trouble.
@NullMarked
package tw.shouwang.api.helprequests;

import org.jspecify.annotations.NullMarked;
