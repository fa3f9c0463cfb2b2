/// GraphQL over HTTP: decodes a request, asks the engine, encodes its answer.
@NullMarked
package tw.shouwang.graphql.http;

import org.jspecify.annotations.NullMarked;
