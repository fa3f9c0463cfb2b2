package tw.shouwang.api.directory.document;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import tw.shouwang.api.directory.understanding.LineRule;

/// The table from situations to lines in its stored form.
///
/// @param crisisLines keys of the entries that count as crisis lines
@Serdeable
public record LineTableDocument(List<String> crisisLines, List<LineRule> lines) {}
