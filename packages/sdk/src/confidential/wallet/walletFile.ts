import { open, rename } from "node:fs/promises";
import { hexlify, randomBytes } from "ethers";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { readDocumentFile } from "../documents/readDocumentFile.js";
import { SettlementWallet } from "./SettlementWallet.js";

/** The file of a wallet: its owner alone reads and writes it. */
export const walletFile = {
  /**
   * Makes a wallet and its file.
   * @param seed 32 bytes that restore one; new ones unless told.
   * @throws SETTLEMENT_WALLET_EXISTS, SETTLEMENT_DOCUMENT_INVALID
   */
  create: async (path: string, domain: bigint, seed?: Hex): Promise<SettlementWallet> => {
    const wallet = SettlementWallet.of(domain, seed ?? (hexlify(randomBytes(32)) as Hex));
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(textOf(wallet));
      await file.sync();
      await file.close();
    } catch (cause) {
      throw new ProtocolError(
        "SETTLEMENT_WALLET_EXISTS",
        { path, problem: (cause as Error).message },
        { cause },
      );
    }
    return wallet;
  },
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: (path: string): Promise<SettlementWallet> =>
    readDocumentFile(path, (document) => SettlementWallet.from(document)),
  /** Writes it beside the old one first, so that a wallet is never half there. */
  write: async (path: string, wallet: SettlementWallet): Promise<void> => {
    const next = `${path}.next`;
    const file = await open(next, "w", 0o600);
    await file.writeFile(textOf(wallet));
    await file.sync();
    await file.close();
    await rename(next, path);
  },
} as const;

const textOf = (wallet: SettlementWallet): string => `${JSON.stringify(wallet.toDocument(), undefined, 2)}\n`;
