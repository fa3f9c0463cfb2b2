/// What is stored of a case: rows, repositories, kinds of status and event, periods, coarse time,
/// settings. May use `envelope`.
@NullMarked
package tw.shouwang.api.cases.records;

import org.jspecify.annotations.NullMarked;
