package tw.shouwang.graphql.plan;

import java.util.Set;
import tw.shouwang.graphql.json.Json;

/// The data of a result, written already.
///
/// @param responseKeys those of its root fields
public record WrittenData(byte[] bytes, Set<String> responseKeys) implements Json {}
