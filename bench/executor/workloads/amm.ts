import { callData, selectorOf } from "./callData.js";
import { encodeCall, encodeWords } from "./encodeCall.js";
import { placeOf } from "./placeOf.js";
import type { Workload } from "./Workload.js";

const swap = selectorOf("swap(bool,uint256,uint256)");
const liquidity = 10n ** 27n;
const unlimited = 2n ** 256n - 1n;

// Slots of OpenZeppelin's ERC20.
const balances = 0n;
const allowances = 1n;

/** Swaps in a pair of two ERC-20s. */
export const amm: Workload = {
  name: "amm",
  says: "swap of one ERC-20 for another in a constant-product pair",
  deploy: ({ ledger, contracts }) => {
    const first = ledger.deploy(contracts, "Cash", encodeWords([liquidity]));
    const second = ledger.deploy(contracts, "Cash", encodeWords([liquidity]));
    const pair = ledger.deploy(contracts, "Pair", encodeWords([first, second]));
    for (const token of [first, second]) {
      ledger.call(token, encodeCall("transfer(address,uint256)", [pair, liquidity]));
    }
    ledger.call(pair, encodeCall("sync()", []));
    return { first, second, pair };
  },
  holdings: (places) =>
    [placeOf(places, "first"), placeOf(places, "second")].flatMap((contract) => [
      { contract, mapping: balances, value: 10n ** 24n, sendersOnly: true },
      {
        contract,
        mapping: allowances,
        then: BigInt(placeOf(places, "pair")),
        value: unlimited,
        sendersOnly: true,
      },
    ]),
  intents: ({ places, people, chance, draw }) => {
    const to = placeOf(places, "pair");
    return () => {
      const { sender } = draw();
      const data = callData(swap, people, [chance.below(2), 1000 + chance.below(1_000_000), 1]);
      return { sender, to, value: 0n, data, gasLimit: 250_000n };
    };
  },
};
