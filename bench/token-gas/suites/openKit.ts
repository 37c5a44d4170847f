import type { Chain } from "../../chain/Chain.js";
import { deployOwn } from "../../chain/deployOwn.js";
import type { People } from "../People.js";
import type { Kit } from "./Kit.js";

/** Deploys the factory of this repository's suite with what it clones. */
export async function openKit(chain: Chain, people: People): Promise<Kit> {
  const codes: string[] = [];
  for (const name of ["RwaToken", "IdentityRegistry", "ModularCompliance"]) {
    codes.push(await (await deployOwn(chain, name)).getAddress());
  }
  return { chain, people, factory: await deployOwn(chain, "RwaTokenFactory", codes) };
}
