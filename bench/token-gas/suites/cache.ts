import { Contract, ZeroAddress } from "ethers";
import { deployOwn } from "../../chain/deployOwn.js";
import { send } from "../../chain/send.js";
import type { Deployed } from "../../chain/Deployed.js";
import type { Kit } from "./Kit.js";
import type { BareSuite } from "./setUp.js";

const DAY = 24 * 3600;
const SOURCE = [
  "function setVerificationEpoch(address)",
  "function verificationEpoch() view returns (address)",
];

/** Switches the verification cache of a suite on: all its registries advance one epoch, the attestations' if any. */
export async function cache(kit: Kit, { token, registry }: BareSuite): Promise<void> {
  const { chain, people } = kit;
  const at = async (getter: string): Promise<string> =>
    String(await registry.getFunction(getter).staticCall());
  const components = [await at("identityStorage"), await at("issuersRegistry"), await at("topicsRegistry")];
  const epoch = await epochOf(kit, registry);
  for (const component of [...components, await registry.getAddress()]) {
    await send(epoch, people.owner, "setSource", [component, true]);
    const source = new Contract(component, SOURCE, chain.ethers.provider) as Deployed;
    await send(source, people.owner, "setVerificationEpoch", [await epoch.getAddress()]);
  }
  await send(token, people.owner, "setVerificationCache", [await epoch.getAddress(), DAY]);
}

async function epochOf({ chain, people }: Kit, registry: Deployed): Promise<Deployed> {
  const issuersRegistry = String(await registry.getFunction("issuersRegistry").staticCall());
  const issuers = await chain.ethers.getContractAt("TrustedIssuersRegistry", issuersRegistry);
  for (const issuer of await issuers.getTrustedIssuers()) {
    const source = new Contract(issuer, SOURCE, chain.ethers.provider);
    const known: unknown = await source
      .getFunction("verificationEpoch")
      .staticCall()
      .catch(() => ZeroAddress);
    if (known !== ZeroAddress) return chain.ethers.getContractAt("VerificationEpoch", String(known));
  }
  return deployOwn(chain, "VerificationEpoch", [people.owner.address]);
}
