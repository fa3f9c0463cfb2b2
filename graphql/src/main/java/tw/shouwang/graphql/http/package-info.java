/// GraphQL over HTTP: decodes a request, calls the engine, encodes the answer.
@NullMarked
package tw.shouwang.graphql.http;

import org.jspecify.annotations.NullMarked;
