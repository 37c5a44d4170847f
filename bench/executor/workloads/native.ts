import type { Workload } from "./Workload.js";

const empty = new Uint8Array(0);

/** Plain transfers between accounts. */
export const native: Workload = {
  name: "native",
  says: "transfer of ether from a sender to any holder",
  largest: 10_000_000,
  deploy: () => ({}),
  holdings: () => [],
  intents:
    ({ people, chance, draw }) =>
    () => {
      const { sender, receiver } = draw();
      const value = BigInt(1 + chance.below(1_000_000));
      return { sender, receiver, to: people.address(receiver), value, data: empty, gasLimit: 21_000n };
    },
};
