import { ZeroAddress } from "ethers";
import type { Deployed } from "../../chain/Deployed.js";
import type { BareSuite } from "./setUp.js";
import { callFactory } from "./callFactory.js";
import { deployModule } from "./deployModule.js";
import type { Foundation } from "./Foundation.js";
import type { Kit } from "./Kit.js";

/** A suite as users deploy it: clones made by the factory. */
export async function deployByFactory(kit: Kit, foundation: Foundation): Promise<BareSuite> {
  const { ethers, names } = kit.chain;
  const { addresses } = await callFactory(kit, foundation);
  const at = async (name: string, address = ZeroAddress): Promise<Deployed> => {
    const contract = await ethers.getContractAt(name, address);
    names.add(address, `${name} clone`, contract.interface);
    return contract;
  };
  return {
    token: await at("RwaToken", addresses[0]),
    registry: await at("IdentityRegistry", addresses[1]),
    compliance: await at("ModularCompliance", addresses[2]),
    deployModule: (contract) => deployModule(kit, contract),
  };
}
