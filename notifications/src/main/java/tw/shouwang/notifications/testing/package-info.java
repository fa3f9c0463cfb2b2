/// Stand-ins for push services, for development and for the tests of modules that use this one. A
/// server's package (`-Pdist`) leaves them out, so no other package of the module may use them.
@NullMarked
package tw.shouwang.notifications.testing;

import org.jspecify.annotations.NullMarked;
