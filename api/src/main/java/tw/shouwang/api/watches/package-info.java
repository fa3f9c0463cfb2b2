/// Notifies many subscribers of changes in the database with one query for all of them. Knows no
/// slice.
@NullMarked
package tw.shouwang.api.watches;

import org.jspecify.annotations.NullMarked;
