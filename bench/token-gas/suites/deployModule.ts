import type { Deployed } from "../../chain/Deployed.js";
import { deployOwn } from "../../chain/deployOwn.js";
import { send } from "../../chain/send.js";
import type { Kit } from "./Kit.js";

/** Deploys the module of a rule, initialized if it has an initializer. */
export async function deployModule({ chain, people }: Kit, name: string): Promise<Deployed> {
  const module = await deployOwn(chain, name);
  if (module.interface.getFunction("initialize") !== null) await send(module, people.owner, "initialize");
  return module;
}
