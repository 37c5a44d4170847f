import { hasArtifacts } from "../rwa/artifact.js";
import { callData, selectorOf } from "./callData.js";
import { placeOf } from "./placeOf.js";
import type { Workload } from "./Workload.js";

const transfer = selectorOf("transfer(address,uint256)");

/** Transfers of this repository's token with one claim topic and attested evidence. */
function rwaToken(name: string, ruleCount: number, blockSize: number): Workload {
  const rules = ruleCount === 0 ? "no rules" : `${ruleCount} rules`;
  return {
    name,
    says: `transfer of this repository's RwaToken, one topic, ${rules}`,
    blockSize,
    missing: () => (hasArtifacts() ? undefined : "the contracts are not compiled; run npm run build"),
    deploy: async (site) => {
      // Not before it is needed: the threads that sign load this module too.
      const { deployRwaToken } = await import("../rwa/deployRwaToken.js");
      return { [name]: deployRwaToken(site, ruleCount) };
    },
    holdings: () => [],
    intents: ({ places, people, chance, draw }) => {
      const to = placeOf(places, name);
      const { senders } = people.population;
      return () => {
        const { sender, receiver: drawn } = draw();
        // Only senders are registered.
        const receiver = drawn % senders === sender ? (sender + 1) % senders : drawn % senders;
        const data = callData(transfer, people, [{ holder: receiver }, 1 + chance.below(1000)]);
        return { sender, receiver, to, value: 0n, data, gasLimit: 450_000n };
      };
    },
  };
}

export const rwaTokens: readonly Workload[] = [
  rwaToken("rwa-token", 0, 500),
  rwaToken("rwa-token-rules", 4, 500),
];
