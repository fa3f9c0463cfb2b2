package tw.shouwang.api.directory.storage;

import tw.shouwang.api.directory.document.EntryDocument;

/// An entry as it stands in the database.
///
/// @param document with its version and revision
/// @param edited a person changed it here, so a newer pack leaves it alone
public record StoredEntry(EntryDocument document, long version, boolean edited) {}
