/// All rate limits of the service in one list, and the counting of those that all nodes share.
@NullMarked
package tw.shouwang.api.ratelimits;

import org.jspecify.annotations.NullMarked;
