/// Jobs that one of several nodes runs once a day or a week.
@NullMarked
package tw.shouwang.api.intake.jobs;

import org.jspecify.annotations.NullMarked;
