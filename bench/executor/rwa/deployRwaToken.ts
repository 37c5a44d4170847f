import type { Hex } from "@muniment/protocol";
import { ZeroAddress } from "ethers";
import { HOLDING } from "../../token-gas/amounts.js";
import { HOME } from "../../token-gas/countries.js";
import type { Site } from "../workloads/Workload.js";
import { attest } from "./attest.js";
import { fourRules } from "./fourRules.js";
import { RwaContract } from "./RwaContract.js";

/** Holders that are registered by one transaction. */
const perBatch = 50;

/**
 * Deploys this repository's token with one claim topic, contract by contract, registers every sender and mints units to
 * each, all by transactions.
 * @param ruleCount The first so many of the four rules.
 */
export function deployRwaToken({ ledger, people }: Site, ruleCount: number): Hex {
  const senders = Array.from({ length: people.population.senders }, (_, index) => people.address(index));
  const evidence = attest(ledger, senders);
  const initialised = (name: string, args: readonly unknown[] = []): RwaContract => {
    const contract = new RwaContract(ledger, name);
    contract.send("init", args);
    return contract;
  };
  const topics = initialised("ClaimTopicsRegistry");
  const issuers = initialised("TrustedIssuersRegistry");
  const storage = initialised("IdentityRegistryStorage");
  const registry = initialised("IdentityRegistry", [issuers.address, topics.address, storage.address]);
  const compliance = initialised("ModularCompliance");
  const details = [registry.address, compliance.address, "Charging Piles", "PILE", 6, ZeroAddress];
  const token = initialised("RwaToken", details);
  topics.send("addClaimTopic", [evidence.topic]);
  issuers.send("addTrustedIssuer", [evidence.issuer, [evidence.topic]]);
  storage.send("bindIdentityRegistry", [registry.address]);
  for (const served of [registry, token]) served.send("addAgent", [ledger.deployer]);
  registry.send("addAgent", [token.address]);
  addRules({ compliance, ledger }, ruleCount);

  for (let from = 0; from < senders.length; from += perBatch) {
    const batch = senders.slice(from, from + perBatch);
    registry.send("batchRegisterIdentity", [batch, batch, batch.map(() => HOME)]);
    token.send("batchMint", [batch, batch.map(() => HOLDING)]);
  }
  if (token.read("paused")[0] === true) token.send("unpause");
  return token.address;
}

function addRules(
  { compliance, ledger }: { compliance: RwaContract } & Pick<Site, "ledger">,
  count: number,
): void {
  for (const { contract, settings } of fourRules.slice(0, count)) {
    const module = new RwaContract(ledger, contract);
    if (module.interface.getFunction("initialize") !== null) module.send("initialize");
    compliance.send("addModule", [module.address]);
    for (const [name, args] of settings) {
      const call = module.interface.encodeFunctionData(name, args);
      compliance.send("callModuleFunction", [call, module.address]);
    }
  }
}
