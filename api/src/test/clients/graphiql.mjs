// node graphiql.mjs <url of the service> <a staff token>
//
// Loads GraphiQL's own scripts from the server and does with them what the page does: the samples of both schemas fit,
// the queries among them are answered, and a subscription tells of its events.
import assert from "node:assert/strict";
import { buildClientSchema, getIntrospectionQuery, parse, validate } from "graphql";

const [base, token] = process.argv.slice(2);

async function load(name, ...exported) {
  const source = await (await fetch(`${base}/graphiql/${name}`)).text();
  return new Function("fetch", `${source}; return { ${exported.join(", ")} };`)((to, options) => fetch(base + to, options));
}

const { fetcherOf } = await load("fetcher.js", "fetcherOf");
const { SAMPLES } = await load("samples.js", "SAMPLES");
const fetchers = { public: fetcherOf("/graphql"), staff: fetcherOf("/staff/graphql", () => token) };

async function ask(schema, query, variables) {
  const documentAST = parse(query);
  const [{ operation, name }] = documentAST.definitions;
  const asked = fetchers[schema]({ query, variables, operationName: name?.value }, { documentAST });
  return operation === "subscription" ? asked : await asked;
}

for (const [schema, tabs] of Object.entries(SAMPLES)) {
  const { data } = await ask(schema, getIntrospectionQuery());
  const served = buildClientSchema(data);
  for (const tab of tabs) {
    assert.deepEqual(validate(served, parse(tab.query)), [], tab.query);
    if (parse(tab.query).definitions[0].operation === "query" && !tab.query.includes("$receipt")) {
      const answer = await ask(schema, tab.query, JSON.parse(tab.variables ?? "{}"));
      assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
    }
  }
}

const { newReceipt: receipt } = (await ask("public", "{ newReceipt }")).data;
const report = SAMPLES.public.find(({ query }) => query.includes("mutation"));
const { input } = JSON.parse(report.variables);
const reported = await fetchers.public({
  query: report.query,
  variables: { input: { ...input, receipt } },
  operationName: "Report",
});
assert.equal(reported.data.submitConcern.__typename, "CaseReceived");
const news = await ask("public", SAMPLES.public.at(-1).query, { receipt });
for await (const { data } of news) {
  assert.equal(data.caseNews.status, "RECEIVED");
  break;
}
const refused = await ask("public", "subscription($r: Receipt!) { nothing(receipt: $r) }", { r: receipt });
for await (const { errors } of refused) {
  assert.equal(errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
}
console.log("GraphiQL OK");
