package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.LineTableDocument;
import tw.shouwang.api.directory.understanding.LexiconGroup;

/// One group of phrases, or the table from situations to lines.
@MappedEntity(value = "understanding", schema = "directory")
public record UnderstandingRow(
    @Id String key,
    @Nullable @TypeDef(type = DataType.JSON) LexiconGroup lexicon,
    @Nullable @TypeDef(type = DataType.JSON) LineTableDocument lines,
    boolean edited) {

  static final String LINES = "lines";

  static UnderstandingRow of(LexiconGroup group, boolean edited) {
    return new UnderstandingRow("lexicon." + group.key(), group, null, edited);
  }

  static UnderstandingRow of(LineTableDocument table, boolean edited) {
    return new UnderstandingRow(LINES, null, table, edited);
  }
}
