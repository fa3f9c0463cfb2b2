// node caches.mjs <url of /graphql>
//
// Writes answers of several areas, instants and languages into the caches of Apollo Client and of Relay, in several
// orders, and then finds in them what the server said for each.
import { InMemoryCache, gql } from "@apollo/client/core/index.js";
import relay from "relay-runtime";

const url = process.argv[2];
const AREAS = [null, "63000030", "65000010"];
const INSTANTS = [null, "2026-05-06T10:00:00+08:00", "2026-05-10T03:00:00+08:00"];
const LANGUAGES = [null, "vi", "en"];

const ENTRY = `__typename id key name purpose shareText availability { state reason }
  contacts { kind dial label } hours { inWords } location { address }`;
// Without an area, emergencyNumbers leaves out what belongs to one area, under the entry's own id.
const lines = (area) => `query Lines($area: AreaCode, $at: DateTime) {
  ${area ? `emergencyNumbers(area: $area) { ${ENTRY} }` : ""}
  resources(filter: {area: $area, topics: [DOMESTIC_VIOLENCE]}, at: $at, first: 8) {
    nodes { ${ENTRY} contactVia { ${ENTRY} } alternatives(first: 1) { ${ENTRY} } }
  }
}`;

async function ask(query, variables, language) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(language ? { "Accept-Language": language } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

// Every entry in an answer, those inside entries included.
function entries(value, found = []) {
  if (Array.isArray(value)) value.forEach((each) => entries(each, found));
  else if (value && typeof value === "object") {
    if (value.__typename === "Resource") found.push(value);
    Object.values(value).forEach((each) => entries(each, found));
  }
  return found;
}

const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value) =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === "object"
      ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
      : value;
const only = ({ contactVia, alternatives, ...own }) => own;

function check(name, said, read) {
  for (const entry of said.flatMap((each) => entries(each.data))) {
    const kept = read(entry.id);
    if (!same(kept, only(entry))) {
      throw new Error(`${name} keeps for ${entry.id}\n${JSON.stringify(kept)}\nand the server said\n${JSON.stringify(only(entry))}`);
    }
  }
}

function apollo(said) {
  const cache = new InMemoryCache();
  const query = ({ variables }) => gql(lines(variables.area));
  for (const each of said) cache.writeQuery({ query: query(each), variables: each.variables, data: each.data });
  const fragment = gql(`fragment Entry on Resource { ${ENTRY} }`);
  check("Apollo", said, (id) => cache.readFragment({ id: `Resource:${id}`, fragment }));
  // What a page that shows a query sees: the last answer for its variables, whole.
  const last = new Map(said.map((each) => [JSON.stringify(each.variables), each]));
  for (const each of last.values()) {
    const shown = cache.readQuery({ query: query(each), variables: each.variables });
    if (!same(shown.resources, each.data.resources)) throw new Error(`Apollo mixes answers for ${JSON.stringify(each.variables)}`);
  }
}

// What Relay's compiler makes of the query above, for its normalizer.
const field = (name, args) => ({ alias: null, args: args ?? null, kind: "ScalarField", name, storageKey: null });
const linked = (name, selections, { args, plural = false, type } = {}) => ({
  alias: null, args: args ?? null, concreteType: type, kind: "LinkedField", name, plural, selections, storageKey: null,
});
const variable = (name) => ({ kind: "Variable", name, variableName: name });
const entry = [
  ...["__typename", "id", "key", "name", "purpose", "shareText"].map((name) => field(name)),
  linked("availability", [field("state"), field("reason")], { type: "Availability" }),
  linked("contacts", [field("kind"), field("dial"), field("label")], { plural: true, type: "Contact" }),
  linked("hours", [field("inWords")], { type: "Hours" }),
  linked("location", [field("address")], { type: "Location" }),
];
const filter = {
  kind: "ObjectValue",
  name: "filter",
  fields: [variable("area"), { kind: "Literal", name: "topics", value: ["DOMESTIC_VIOLENCE"] }],
};
const variables = ["area", "at"].map((name) => ({ defaultValue: null, kind: "LocalArgument", name }));
const numbers = linked("emergencyNumbers", entry, { args: [variable("area")], plural: true, type: "Resource" });
const resources = linked(
    "resources",
    [
      linked(
        "nodes",
        [
          ...entry,
          linked("contactVia", entry, { type: "Resource" }),
          linked("alternatives", entry, { args: [{ kind: "Literal", name: "first", value: 1 }], plural: true, type: "Resource" }),
        ],
        { plural: true, type: "Resource" },
      ),
    ],
    { args: [variable("at"), filter, { kind: "Literal", name: "first", value: 8 }], type: "ResourceConnection" },
);
const request = (area, selections = area ? [numbers, resources] : [resources]) => ({
  fragment: { argumentDefinitions: variables, kind: "Fragment", metadata: null, name: "Lines", selections, type: "Query", abstractKey: null },
  kind: "Request",
  operation: { argumentDefinitions: variables, kind: "Operation", name: "Lines", selections },
  params: { cacheID: `lines ${area}`, id: null, metadata: {}, name: "Lines", operationKind: "query", text: lines(area) },
});

function relayStore(said) {
  const environment = new relay.Environment({
    network: relay.Network.create(() => { throw new Error("nothing is asked"); }),
    store: new relay.Store(new relay.RecordSource()),
  });
  const operations = said.map(({ data, variables: given }) => {
    const operation = relay.createOperationDescriptor(request(given.area), given);
    environment.retain(operation);
    environment.commitPayload(operation, data);
    return operation;
  });
  const source = environment.getStore().getSource();
  const value = (record) =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([name]) => !name.startsWith("__") || name === "__typename")
        .filter(([name]) => !name.startsWith("contactVia") && !name.startsWith("alternatives"))
        .map(([name, kept]) => [
          name,
          kept?.__ref ? value(source.get(kept.__ref)) : kept?.__refs ? kept.__refs.map((ref) => value(source.get(ref))) : kept,
        ]),
    );
  const bare = (kept) =>
    JSON.parse(JSON.stringify(kept), (name, each) => {
      if (each && typeof each === "object" && "__typename" in each && each.__typename !== "Resource") delete each.__typename;
      return each;
    });
  check("Relay", said, (id) => bare(value(source.get(id))));
  return operations.length;
}

const said = [];
for (const area of AREAS) {
  for (const at of INSTANTS) {
    for (const language of LANGUAGES) {
      const given = { area, at };
      said.push({ variables: given, language, data: await ask(lines(area), given, language) });
    }
  }
}
const shuffled = (seed) =>
  said
    .map((each, index) => [((index + 1) * (2 * seed + 7) * 2654435761) % 4294967296, each])
    .sort(([one], [other]) => one - other)
    .map(([, each]) => each);
for (const order of [said, said.toReversed(), shuffled(1), shuffled(2), shuffled(3)]) {
  apollo(order);
  relayStore(order);
}

// An id that names its reader asks for the same view again, whatever the language of the request.
const all = new Map(said.flatMap(({ data }) => entries(data)).map((each) => [each.id, each]));
const ids = [...all.keys()].filter((id) => id.includes("~l"));
for (let from = 0; from < ids.length; from += 20) {
  const part = ids.slice(from, from + 20);
  const { nodes } = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Resource { ${ENTRY} } } }`, { ids: part }, "th");
  nodes.forEach((node, index) => {
    const said = only(all.get(part[index]));
    // Without an instant, the card says the time.
    const again = part[index].includes("~t") ? same(node, said) : node.id === said.id && node.name === said.name;
    if (!again) throw new Error(`asked again by its id: ${JSON.stringify(node)} instead of ${JSON.stringify(said)}`);
  });
}
console.log(`${said.length} answers, ${all.size} ids: each cache holds what was said`);
