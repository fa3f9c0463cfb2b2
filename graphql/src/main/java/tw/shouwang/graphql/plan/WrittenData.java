package tw.shouwang.graphql.plan;

import java.util.Set;
import tw.shouwang.graphql.json.Json;

/// The data of a result, already written as JSON.
///
/// @param responseKeys the response keys of its root fields
public record WrittenData(byte[] bytes, Set<String> responseKeys) implements Json {}
