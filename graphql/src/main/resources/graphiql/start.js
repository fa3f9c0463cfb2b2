"use strict";

// Nothing is kept in the browser's storage: a query that was tried here may hold a receipt, and the token is a secret.
const forgetful = {
  getItem: () => null,
  setItem: () => {},
  removeItem: () => {},
  clear: () => {},
  length: 0,
};

const SCHEMAS = { public: "/graphql", staff: "/staff/graphql" };

const schema = new URLSearchParams(location.search).get("schema") === "staff" ? "staff" : "public";
const token = document.getElementById("token");
const page = ReactDOM.createRoot(document.getElementById("graphiql"));

document.getElementById(schema).setAttribute("aria-current", "page");
token.hidden = schema !== "staff";

let shown = 0;

// Another token sees another schema, so the page begins anew.
function show() {
  shown += 1;
  page.render(
    React.createElement(GraphiQL, {
      key: shown,
      fetcher: fetcherOf(SCHEMAS[schema], () => (schema === "staff" ? token.value.trim() : "")),
      storage: forgetful,
      defaultTabs: SAMPLES[schema],
      shouldPersistHeaders: false,
    }),
  );
}

token.addEventListener("change", show);
show();
