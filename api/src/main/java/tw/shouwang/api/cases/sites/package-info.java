/// Posters at counters: their codes, who issued them, and what a code stands for. May use
/// `envelope` and `sealing`.
@NullMarked
package tw.shouwang.api.cases.sites;

import org.jspecify.annotations.NullMarked;
