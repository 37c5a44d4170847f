import { hexlify, randomBytes } from "ethers";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { readDocumentFile } from "../documents/readDocumentFile.js";
import { createWhole } from "../../files/createWhole.js";
import { writeWhole } from "../../files/writeWhole.js";
import { SettlementWallet } from "./SettlementWallet.js";

const ownerAlone = 0o600;

/** The file of a wallet: its owner alone reads and writes it, and it is never half there. */
export const walletFile = {
  /**
   * Makes a wallet and its file.
   * @param seed 32 bytes that restore one; new ones unless told.
   * @throws SETTLEMENT_WALLET_EXISTS, SETTLEMENT_DOCUMENT_INVALID
   */
  create: async (path: string, domain: bigint, seed?: Hex): Promise<SettlementWallet> => {
    const wallet = SettlementWallet.of(domain, seed ?? (hexlify(randomBytes(32)) as Hex));
    try {
      await createWhole(path, textOf(wallet), ownerAlone);
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
  write: (path: string, wallet: SettlementWallet): Promise<void> =>
    writeWhole(path, textOf(wallet), ownerAlone),
} as const;

const textOf = (wallet: SettlementWallet): string => `${JSON.stringify(wallet.toDocument(), undefined, 2)}\n`;
