import type { Deployed } from "../../chain/Deployed.js";
import { deployOwn } from "../../chain/deployOwn.js";
import { send } from "../../chain/send.js";
import type { Kit } from "./Kit.js";

/** Deploys a contract of this repository and initializes it directly. */
export async function deployInitialized(
  { chain, people }: Pick<Kit, "chain" | "people">,
  name: string,
  args: readonly unknown[] = [],
): Promise<Deployed> {
  const contract = await deployOwn(chain, name);
  await send(contract, people.owner, "init", args);
  return contract;
}
