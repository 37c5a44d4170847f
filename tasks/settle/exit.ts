import { join } from "node:path";

import { exitMessage, fromHex, noteValue, ProtocolError, signMessage, toHex } from "@muniment/protocol";
import { exitLevels, planExit, proveExit, writeInsecureSrs } from "@muniment/prover";
import {
  exitNote,
  openExit,
  readSettledBatches,
  rosterTrees,
  sendCall,
  SettlementReplay,
  type HeldNote,
} from "@muniment/sdk";

import { assetAmount } from "./AssetAmount.js";
import { rosterFile } from "./rosterFile.js";
import { settleAction, type SettleRun } from "./settleAction.js";
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
    const srs = args.optional("srs") ?? writeInsecureSrs(join(root, "cache/srs"), exitLevels);
    const only = args.optional("asset") === undefined ? undefined : args.amount("asset");
    const rows = [];
    for (const note of wallet.notes) {
      if (only !== undefined && note.asset !== only) continue;
      if (await contracts.SettlementExit.isExited(note.nullifier)) continue;
      output.progress(`Proving the exit of a note of asset ${note.asset.toString()}`);
      const plan = planExit(exitOf(note, target), replay.state, holders);
      const circuit = join(root, "circuits/compiled/exit.json");
      const { proof } = await proveExit(plan.inputs, { circuit, srs });
      const { hash } = await sendCall(signer, exitNote(contracts, plan.statement, toHex(proof)));
      const { asset } = note;
      rows.push({ asset, amount: await assetAmount.write(context, asset, note.amount), transaction: hash });
    }
    if (rows.length === 0) throw new ProtocolError("SETTLEMENT_NOTHING_TO_EXIT", {});
    output.table("exits", rows);

    function exitOf(note: HeldNote, to: bigint) {
      const { domain } = lane;
      const { asset, amount, nullifier } = note;
      const value = noteValue.join(asset, amount);
      const message = exitMessage({ domain, value, target: to, nullifier });
      const signature = signMessage(wallet.keys.secret, message);
      return { note, owner: wallet.key, domain, target: to, signature };
    }
  });

export default settleAction(run);
