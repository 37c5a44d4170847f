import { toHex } from "@muniment/protocol";
import { code } from "../../executor/transition/helpers/bytecode.js";
import { other, signed } from "../../executor/transition/helpers/chain.js";

/** A creation whose code counts down from 200: some 1,800 instructions. */
const loop = code(200n, "JUMPDEST", 1n, "SWAP1", "SUB", "DUP1", 2n, "JUMPI", "STOP");

/** A block of transfers. @param first Nonce of the first. */
export const transfers = (count: number, first = 0) => ({
  blocks: [
    {
      transactions: Array.from({ length: count }, (_, nonce) =>
        signed({ to: other.address, nonce: first + nonce, value: 1n }),
      ),
    },
  ],
});

/** A block with a transaction whose first instruction names the chain. */
export const naming = {
  blocks: [{ transactions: [signed({ to: null, nonce: 0, data: "0x465000" })] }],
};

/** A block with one transaction of some 1,800 instructions of RunFamily. */
export const counting = (nonce = 0) => ({
  blocks: [{ transactions: [signed({ to: null, nonce, data: toHex(loop) })] }],
});
