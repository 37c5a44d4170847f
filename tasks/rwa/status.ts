import { getStatus } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";

/** Shows where an asset stands and how each requirement is proven. */
export const run: Run = async ({ contracts, output }, args) => {
  const status = await getStatus(contracts, args.id("asset"));
  for (const [name, value] of Object.entries(status)) {
    if (name !== "requirements") output.value(name, value as string | bigint | boolean);
  }
  output.title("Requirements");
  output.table(
    "requirements",
    status.requirements.map((row) => ({ ...row })),
  );
};

export default action(run);
