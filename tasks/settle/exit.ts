import { join } from "node:path";

import { exitMessage, fromHex, noteValue, ProtocolError, signMessage, toHex } from "@muniment/protocol";
import { circuitLevels, ExitProver, planExit } from "@muniment/prover";
import {
  exitNote,
  openExit,
  readSettledBatches,
  rosterTrees,
  sendCall,
  SettlementReplay,
  type HeldNote,
  type SettlementWallet,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { assetAmount } from "./AssetAmount.js";
import { developmentSrs } from "./proving/developmentSrs.js";
import { rosterFile } from "./rosterFile.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import type { SettleContext } from "./SettleContext.js";
import { withWallet } from "./withWallet.js";

/** Leaves a lane that has ended, note by note, by proofs that are made here. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async ({ wallet }) => {
    const { l1, lane, output, root } = context;
    const { contracts } = lane;
    const target = BigInt(toHex(fromHex(args.text("to"), 20)));
    const { holders } = rosterTrees(await rosterFile.read(args.text("roster")));
    const replay = new SettlementReplay(lane.genesis);
    for (const batch of await readSettledBatches(lane.query)) replay.apply(batch);
    const signer = await l1.signerOf(args.optional("as"));
    if (BigInt(await contracts.SettlementExit.stateRoot()) === 0n) {
      await sendCall(signer, openExit(contracts, replay.tip));
    }
    const leaving = await notesOf(context, args, wallet);
    if (leaving.length === 0) throw new ProtocolError("SETTLEMENT_NOTHING_TO_EXIT", {});
    const srs = args.optional("srs") ?? developmentSrs(root, circuitLevels.exit, output);
    const prover = await ExitProver.open({ circuit: join(root, "circuits/compiled/exit.json"), srs });
    const rows = [];
    try {
      for (const note of leaving) {
        const { asset } = note;
        output.progress(`Proving the exit of a note of asset ${asset.toString()}`);
        const plan = planExit(exitOf(note, target), replay.state, holders);
        const { proof } = await prover.prove(plan.inputs);
        const { hash } = await sendCall(signer, exitNote(contracts, plan.statement, toHex(proof)));
        rows.push({ asset, amount: await assetAmount.write(context, asset, note.amount), transaction: hash });
      }
    } finally {
      // What has left before another note could not.
      output.table("exits", rows);
    }

    function exitOf(note: HeldNote, to: bigint) {
      const { domain } = lane;
      const { asset, amount, nullifier } = note;
      const value = noteValue.join(asset, amount);
      const message = exitMessage({ domain, value, target: to, nullifier });
      const signature = signMessage(wallet.keys.secret, message);
      return { note, owner: wallet.key, domain, target: to, signature };
    }
  });

/** The notes that have not left yet, of --asset alone if it is there. */
async function notesOf(
  { lane: { contracts } }: SettleContext,
  args: Arguments,
  wallet: SettlementWallet,
): Promise<HeldNote[]> {
  const only = args.optional("asset") === undefined ? undefined : args.amount("asset");
  const notes = [];
  for (const note of wallet.notes) {
    if (only !== undefined && note.asset !== only) continue;
    if (!(await contracts.SettlementExit.isExited(note.nullifier))) notes.push(note);
  }
  return notes;
}

export default settleAction(run);
