import { ZeroAddress } from "ethers";
import { send } from "../../chain/send.js";
import { deployInitialized } from "./deployInitialized.js";
import { deployModule } from "./deployModule.js";
import type { Foundation } from "./Foundation.js";
import type { Kit } from "./Kit.js";
import type { BareSuite } from "./setUp.js";
import { tokenSettings } from "./tokenSettings.js";

/** A suite of contracts deployed one by one, without any proxy. */
export async function deployByContracts(
  kit: Kit,
  { topics, issuers, storage }: Foundation,
): Promise<BareSuite> {
  const { owner, agent } = kit.people;
  const { name, symbol, decimals } = tokenSettings;
  const registry = await deployInitialized(kit, "IdentityRegistry", [issuers, topics, storage]);
  const compliance = await deployInitialized(kit, "ModularCompliance");
  const details = [registry, compliance, name, symbol, decimals, ZeroAddress];
  const token = await deployInitialized(kit, "RwaToken", details);
  await send(storage, owner, "bindIdentityRegistry", [registry]);
  for (const served of [registry, token]) await send(served, owner, "addAgent", [agent.address]);
  await send(registry, owner, "addAgent", [token]);
  return { token, registry, compliance, deployModule: (contract) => deployModule(kit, contract) };
}
