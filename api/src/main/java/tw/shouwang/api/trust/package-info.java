/// Whose certificates the process accepts where it calls other services by TLS.
@NullMarked
package tw.shouwang.api.trust;

import org.jspecify.annotations.NullMarked;
