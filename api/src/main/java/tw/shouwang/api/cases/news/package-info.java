/// Tells open apps that something happened to their case. May use `admission`, `envelope`,
/// `records` and `sealing`.
@NullMarked
package tw.shouwang.api.cases.news;

import org.jspecify.annotations.NullMarked;
