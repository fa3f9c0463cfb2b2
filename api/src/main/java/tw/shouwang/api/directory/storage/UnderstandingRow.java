package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import org.jspecify.annotations.Nullable;

/// One group of phrases, or the table from situations to lines, as JSON, so that a row of a newer
/// version does not prevent the others from being read.
@MappedEntity(value = "understanding", schema = "directory")
public record UnderstandingRow(
    @Id String key,
    @Nullable @TypeDef(type = DataType.JSON) String lexicon,
    @Nullable @TypeDef(type = DataType.JSON) String lines,
    boolean edited) {

  static final String LINES = "lines";

  static String keyOf(String group) {
    return "lexicon." + group;
  }
}
