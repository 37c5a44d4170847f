import { ProtocolError, type Hex } from "@muniment/protocol";
import { walletFile, wordText } from "@muniment/sdk";

import { settleAction, type SettleRun } from "./settleAction.js";

/** Makes a wallet, or with --restore one of the seed in MUNIMENT_SETTLE_SEED, and shows its key. */
export const run: SettleRun = async ({ lane, output }, args) => {
  const path = args.text("wallet");
  const seed = args.flag("restore") ? process.env["MUNIMENT_SETTLE_SEED"] : undefined;
  if (args.flag("restore") && seed === undefined) {
    throw new ProtocolError("ARGUMENT_MISSING", { option: "MUNIMENT_SETTLE_SEED" });
  }
  const wallet = args.flag("show")
    ? await walletFile.read(path)
    : await walletFile.create(path, lane.domain, seed as Hex | undefined);
  output.value("key", wordText(wallet.key.x));
  output.value("keyY", wordText(wallet.key.y));
  output.value("wallet", path);
  output.line(
    "The file holds the seed: who has it has everything. Registrars enter the key, auditors give both.",
  );
};

export default settleAction(run);
