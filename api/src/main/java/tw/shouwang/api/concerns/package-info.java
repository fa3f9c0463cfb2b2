/// Concern reports: by people who noticed something about another person.
@NullMarked
package tw.shouwang.api.concerns;

import org.jspecify.annotations.NullMarked;
