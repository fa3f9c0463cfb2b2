package tw.shouwang.api.directory.storage;

import tw.shouwang.api.directory.document.EntryDocument;

/// A stored entry.
///
/// @param document with its version and revision
/// @param edited a person changed it here, so a newer pack does not overwrite it
public record StoredEntry(EntryDocument document, long version, boolean edited) {}
