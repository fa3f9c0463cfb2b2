/// Whether running pages are those of a release: the list of a release's pages and files, its
/// signature, and the comparison from any network.
@NullMarked
package tw.shouwang.api.pages.integrity;

import org.jspecify.annotations.NullMarked;
