/// Work that one of the nodes does once a day or a week.
@NullMarked
package tw.shouwang.api.intake.jobs;

import org.jspecify.annotations.NullMarked;
