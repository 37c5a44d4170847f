import { type Hex, toHex } from "@muniment/protocol";
import { HDNodeWallet, parseEther, parseUnits, type TransactionRequest } from "ethers";
import { developmentAccounts } from "../../../../tasks/devnet/developmentAccounts.js";
import type { LieContents } from "../../../../tasks/demo/dispute/Liar.js";
import { forgedSignature } from "../../../../tasks/demo/dispute/lies/forgedSignature.js";
import { skippedCheck } from "../../../../tasks/demo/dispute/lies/skippedCheck.js";
import { skippedItem } from "../../../../tasks/demo/dispute/lies/skippedItem.js";
import { wrongBalance } from "../../../../tasks/demo/dispute/lies/wrongBalance.js";
import { wrongGas } from "../../../../tasks/demo/dispute/lies/wrongGas.js";
import { refusing } from "../../../tasks/demo/helpers/refusing.js";

/** Place of the leaf behind a block's first transaction, or its first item. */
const first = 2;
const wallets = HDNodeWallet.fromPhrase(developmentAccounts.mnemonic, "", "m/44'/60'/0'/0");
/** Neither has sent anything on L2, and nothing that is rolled back counts. */
const [sender, other] = [wallets.deriveChild(30), wallets.deriveChild(31)];

async function signed(chainId: number, request: TransactionRequest): Promise<Hex> {
  const raw = await sender.signTransaction({
    ...{ type: 2, chainId, nonce: 0, gasLimit: 60_000n },
    ...{ maxFeePerGas: parseUnits("10", "gwei"), maxPriorityFeePerGas: parseUnits("1", "gwei") },
    ...request,
  });
  return raw as Hex;
}

const one = { to: other.address, value: parseEther("1") };

/** What a lying committer may commit on the lane of a chain, by the names of lies. */
export const theLies: Readonly<Record<string, (chainId: number) => Promise<LieContents>>> = {
  wrongBalance: async (chainId) => ({
    transactions: [await signed(chainId, one)],
    tampering: () => wrongBalance(first, parseEther("900")),
  }),
  skippedCheck: async (chainId) => {
    const data = toHex(refusing(other.address.toLowerCase() as Hex));
    return {
      transactions: [await signed(chainId, { data, gasLimit: 200_000n })],
      tampering: (machineAt) => skippedCheck(first, machineAt(first)),
    };
  },
  forgedSignature: async (chainId) => ({
    transactions: [await signed(chainId, one)],
    tampering: () => forgedSignature(first, other.address.toLowerCase() as Hex),
  }),
  wrongGas: async (chainId) => ({
    transactions: [await signed(chainId, one)],
    tampering: () => wrongGas(first, 10_000n),
  }),
  skippedItem: () => Promise.resolve({ transactions: [], tampering: () => skippedItem(first) }),
};
