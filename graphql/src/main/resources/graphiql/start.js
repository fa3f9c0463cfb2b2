"use strict";

// Nothing is kept in the browser's storage: a query that was tried here may hold a receipt.
const forgetful = {
  getItem: () => null,
  setItem: () => {},
  removeItem: () => {},
  clear: () => {},
  length: 0,
};

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    storage: forgetful,
    defaultQuery: "# Ask away: Ctrl-Space completes, and the book on the left explains every field.\n",
  }),
);
