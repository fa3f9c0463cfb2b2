/// Stand-ins for push services, for development and for the tests of modules that use this one.
@NullMarked
package tw.shouwang.notifications.testing;

import org.jspecify.annotations.NullMarked;
