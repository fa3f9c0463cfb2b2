/// The service's pages for people. Each page is one trusted document of the public schema and one
/// template; the classes here only bind the two. They ask the engine in process and call no service
/// or repository, so a page can do nothing that an app cannot. Uses `data` and `assets`.
@NullMarked
package tw.shouwang.api.pages;

import org.jspecify.annotations.NullMarked;
