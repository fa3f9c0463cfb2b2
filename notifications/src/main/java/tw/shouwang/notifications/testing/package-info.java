/// Stand-ins for push services, for the tests of whoever uses this module and for development.
@NullMarked
package tw.shouwang.notifications.testing;

import org.jspecify.annotations.NullMarked;
