// Runs the audits of graphql-http against the address given; one line of JSON for each.
import { serverAudits } from "graphql-http";

const [url] = process.argv.slice(2);
for (const audit of serverAudits({ url })) {
  const result = await audit.fn();
  console.log(
    JSON.stringify({
      id: audit.id,
      name: audit.name,
      status: result.status,
      reason: result.status === "ok" ? "" : result.reason,
    }),
  );
}
