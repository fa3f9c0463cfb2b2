/// The answers of the pages' documents as records: each has the fields that its document selects,
/// and is null where the document of another page does not select them. Uses nothing.
@NullMarked
package tw.shouwang.api.pages.data;

import org.jspecify.annotations.NullMarked;
