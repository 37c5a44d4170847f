import { readFile, writeFile } from "node:fs/promises";

import { ProtocolError } from "@muniment/protocol";
import { decodeOffer, encodeOffer, type SettlementOffer } from "@muniment/sdk";

/** The file by which party 0 tells party 1 of an offer. */
export const offerFile = {
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: async (path: string): Promise<SettlementOffer> => {
    try {
      return decodeOffer(JSON.parse(await readFile(path, "utf8")));
    } catch (cause) {
      if (cause instanceof ProtocolError) throw cause;
      throw new ProtocolError(
        "FILE_UNREADABLE",
        { file: path, problem: (cause as Error).message },
        { cause },
      );
    }
  },
  write: (path: string, offer: SettlementOffer): Promise<void> =>
    writeFile(path, `${JSON.stringify(encodeOffer(offer), undefined, 2)}\n`, { mode: 0o600 }),
} as const;
