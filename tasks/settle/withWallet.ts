import { ProtocolError } from "@muniment/protocol";
import { syncWallet, walletFile, type SettlementWallet } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { l1Time } from "./l1Time.js";
import { lockWallet } from "./lockWallet.js";
import type { SettleContext } from "./SettleContext.js";

/** A wallet that has read L1, and what keeps it. */
export interface OpenWallet {
  readonly wallet: SettlementWallet;
  /** Writes the file now: before anything leaves that the wallet must remember. */
  readonly keep: () => Promise<void>;
  /** Reads what L1 has by now. */
  readonly sync: () => Promise<void>;
}

/**
 * Works with the wallet of --wallet, which is up to date with L1 and is kept at the end, also of an error. Nobody else works
 * with it meanwhile: two would spend the same notes, and the later one would write over what the other has begun.
 * @throws ARGUMENT_MISSING, FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID, SETTLEMENT_WALLET_FOREIGN,
 * SETTLEMENT_WALLET_LOCKED
 */
export async function withWallet(
  context: SettleContext,
  args: Arguments,
  work: (open: OpenWallet) => Promise<void>,
): Promise<void> {
  const path = args.text("wallet");
  const release = lockWallet(path);
  try {
    await withLocked(context, path, work);
  } finally {
    release();
  }
}

async function withLocked(
  { lane, l1 }: SettleContext,
  path: string,
  work: (open: OpenWallet) => Promise<void>,
): Promise<void> {
  const wallet = await walletFile.read(path);
  if (wallet.domain !== lane.domain) {
    throw new ProtocolError("SETTLEMENT_WALLET_FOREIGN", {
      path,
      expected: lane.domain,
      actual: wallet.domain,
    });
  }
  const keep = () => walletFile.write(path, wallet);
  const sync = () => syncWallet(wallet, lane.query);
  await sync();
  wallet.release(await l1Time(l1));
  try {
    await work({ wallet, keep, sync });
  } catch (error) {
    // Of two errors the first one says what happened.
    await keep().catch(() => undefined);
    throw error;
  }
  await keep();
}
