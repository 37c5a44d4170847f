import { predeploys, toHex, utf8 } from "@muniment/protocol";
import { other, signed } from "../../transition/helpers/chain.js";
import { type Contents, contracts, genesisTime } from "./lane.js";

/** A transaction that sends a message to L1. */
const message = (text: string, nonce: number) =>
  signed({ to: predeploys.messenger, nonce, data: toHex(utf8(text)) });

/** Three blocks with messages, transactions of each type, one that reverts, and two that cannot be in a block. */
export function mixedBlocks(size = 1): NonNullable<Contents["blocks"]> {
  return [
    {
      time: genesisTime + 2n,
      transactions: [
        message("one", 0),
        signed({ to: contracts.hasher, nonce: 1 }),
        signed({ to: contracts.hasher, nonce: 7 }),
        signed({ to: contracts.refuser, nonce: 2 }),
        signed({ to: contracts.hasher, nonce: 2, value: 10n ** 30n }, other),
        message("two", 3),
      ],
    },
    { time: genesisTime + 3n, transactions: [] },
    {
      time: genesisTime + 3n,
      transactions: [
        signed({ to: contracts.asker, nonce: 4 }),
        message("three".repeat(size), 5),
        signed({
          ...{ to: contracts.hasher, nonce: 6, type: 0, gasPrice: 2_000_000n },
          ...{ maxFeePerGas: null, maxPriorityFeePerGas: null },
        }),
        signed({
          to: contracts.hasher,
          nonce: 7,
          type: 1,
          gasPrice: 2_000_000n,
          maxFeePerGas: null,
          maxPriorityFeePerGas: null,
        }),
      ],
    },
  ];
}
