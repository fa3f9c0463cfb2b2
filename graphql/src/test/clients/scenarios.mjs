// Runs named scenarios one after another; one line for each, and a failure ends the process.
export async function run(scenarios) {
  for (const [name, scenario] of Object.entries(scenarios)) {
    await withDeadline(name, scenario());
    console.log("ok " + name);
  }
  process.exit(0);
}

function withDeadline(name, promise) {
  return Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(name + " took too long")), 15_000).unref();
    }),
  ]);
}

// Everything a subscription says until it ends.
export function collect(client, request, { stopAfter = Infinity } = {}) {
  return new Promise((resolve, reject) => {
    const results = [];
    const cancel = client.subscribe(request, {
      next: (result) => {
        results.push(result);
        if (results.length >= stopAfter) cancel();
      },
      error: reject,
      complete: () => resolve(results),
    });
  });
}
