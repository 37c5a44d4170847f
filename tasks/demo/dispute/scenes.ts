import { forceTransaction } from "@muniment/sdk";
import type { Hex } from "@muniment/protocol";
import { parseEther } from "ethers";

import type { LieContents } from "./Liar.js";
import { forgedSignature } from "./lies/forgedSignature.js";
import { skippedCheck } from "./lies/skippedCheck.js";
import { skippedItem } from "./lies/skippedItem.js";
import { wrongBalance } from "./lies/wrongBalance.js";
import { wrongGas } from "./lies/wrongGas.js";
import type { Stage } from "./Stage.js";
import { transferOf } from "./transferOf.js";

/** A lie of the sequencer's. */
export interface Scene {
  readonly title: string;
  /** What it claims, and what is true. */
  readonly says: string;
  /** Its batch. */
  readonly make: (stage: Stage) => Promise<LieContents>;
}

/** Place of the leaf behind a block's first transaction, or its first item. */
const FIRST = 2;

/** The five lies, in the order in which they are told: what is in the queue once stays there. */
export const scenes: readonly Scene[] = [
  {
    title: "A wrong balance",
    says: "A customer signed a transfer of 1 ETH; the sequencer moves 900 ETH.",
    make: async (stage) => {
      const { seller, buyer } = stage.parties;
      const [from, to] = [stage.addressOf(seller.account), stage.addressOf(buyer.account)];
      const raw = await stage.sign({ from, to, value: parseEther("1"), gasLimit: 21_000n });
      return { transactions: [raw], tampering: () => wrongBalance(FIRST, parseEther("900")) };
    },
  },
  {
    title: "A compliance check that was skipped",
    says: "An investor of a country that the asset is not offered in is paid units, though the token refuses the transfer.",
    make: async (stage) => {
      const { seller, outsider } = stage.parties;
      const raw = await transferOf(stage, seller.account, outsider.account);
      return { transactions: [raw], tampering: (machineAt) => skippedCheck(FIRST, machineAt(FIRST)) };
    },
  },
  {
    title: "A forged signature",
    says: "Somebody signed a transfer of another holder's units to himself; the sequencer executes it as if that holder had signed.",
    make: async (stage) => {
      const { seller, buyer } = stage.parties;
      const raw = await transferOf(stage, buyer.account, buyer.account);
      const victim = stage.addressOf(seller.account).toLowerCase() as Hex;
      return { transactions: [raw], tampering: () => forgedSignature(FIRST, victim) };
    },
  },
  {
    title: "Wrong gas",
    says: "A transfer used 21,000 gas; the sequencer charges 31,000.",
    make: async (stage) => {
      const { seller, buyer } = stage.parties;
      const [from, to] = [stage.addressOf(seller.account), stage.addressOf(buyer.account)];
      const raw = await stage.sign({ from, to, value: 1n, gasLimit: 60_000n });
      return { transactions: [raw], tampering: () => wrongGas(FIRST, 10_000n) };
    },
  },
  {
    title: "A forced item that was not executed",
    says: "A holder forced a transaction through the queue on L1; the sequencer counts it as consumed, and does nothing.",
    make: async (stage) => {
      const { buyer, seller } = stage.parties;
      const recipient = stage.addressOf(seller.account);
      const call = await forceTransaction(stage.rollup, { recipient, value: 1n, gasLimit: 50_000n });
      await stage.sendOnL1(stage.addressOf(buyer.account), call);
      return { transactions: [], tampering: () => skippedItem(FIRST) };
    },
  },
];
