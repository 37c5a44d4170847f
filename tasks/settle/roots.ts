import { ProtocolError } from "@muniment/protocol";
import {
  newestRoots,
  rosterRoots,
  rosterSigners,
  sendCall,
  setRoots,
  signRoster,
  type Roster,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { l1Time } from "./l1Time.js";
import { rosterFile } from "./rosterFile.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import type { SettleContext } from "./SettleContext.js";

/** A registrar's part: gives a roster the next number and time, signs it, and sets its roots on L1. */
export const run: SettleRun = async (context, args) => {
  const { l1, lane, output } = context;
  const path = args.text("file");
  let roster = await rosterFile.read(path);
  if (roster.domain !== lane.domain) {
    throw new ProtocolError("SETTLEMENT_WALLET_FOREIGN", {
      path,
      expected: lane.domain,
      actual: roster.domain,
    });
  }
  if (args.flag("renew")) roster = await renewed(context, roster);
  const isSigning = !args.flag("noSign");
  if (isSigning) roster = await signRoster(roster, await l1.signerOf(args.optional("as")), lane.registry);
  await rosterFile.write(path, roster);
  const made = rosterRoots(roster);
  for (const [name, value] of Object.entries({ ...made })) output.value(name, value);
  const signers = rosterSigners(roster, lane.registry, made).map(({ address }) => ({ registrar: address }));
  output.table("signers", signers);
  if (args.flag("set")) await set(context, args, roster);
};

/** A number above L1's, the time of now, and no signatures. */
async function renewed({ lane, l1 }: SettleContext, roster: Roster): Promise<Roster> {
  const number = ((await newestRoots(lane.contracts))?.number ?? 0n) + 1n;
  return { ...roster, number, time: await l1Time(l1), signatures: [] };
}

async function set({ lane, l1, output }: SettleContext, args: Arguments, roster: Roster): Promise<void> {
  const sender = await l1.signerOf(args.optional("sender") ?? args.optional("as"));
  const { hash } = await sendCall(sender, setRoots(lane.contracts, roster, lane.registry));
  output.value("transaction", hash);
}

export default settleAction(run);
