import { callData, selectorOf } from "./callData.js";
import { encodeWords } from "./encodeCall.js";
import { placeOf } from "./placeOf.js";
import type { Workload } from "./Workload.js";

const transfer = selectorOf("transfer(address,uint256)");
/** `_balances` of OpenZeppelin's ERC20. */
const balances = 0n;
const balance = 10n ** 24n;

/** Transfers of OpenZeppelin's ERC20. */
export const erc20: Workload = {
  name: "erc20",
  says: "transfer of OpenZeppelin's ERC20 from a sender to any holder",
  largest: 10_000_000,
  deploy: ({ ledger, contracts }) => ({ cash: ledger.deploy(contracts, "Cash", encodeWords([0n])) }),
  holdings: (places) => [{ contract: placeOf(places, "cash"), mapping: balances, value: balance }],
  intents: ({ places, people, chance, draw }) => {
    const to = placeOf(places, "cash");
    return () => {
      const { sender, receiver } = draw();
      const data = callData(transfer, people, [{ holder: receiver }, 1 + chance.below(1_000_000)]);
      return { sender, receiver, to, value: 0n, data, gasLimit: 100_000n };
    };
  },
};
