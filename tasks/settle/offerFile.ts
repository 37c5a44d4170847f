import { writeFile } from "node:fs/promises";

import { decodeOffer, encodeOffer, readDocumentFile, type SettlementOffer } from "@muniment/sdk";

/** The file by which party 0 tells party 1 of an offer. */
export const offerFile = {
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: (path: string): Promise<SettlementOffer> => readDocumentFile(path, decodeOffer),
  write: (path: string, offer: SettlementOffer): Promise<void> =>
    writeFile(path, `${JSON.stringify(encodeOffer(offer), undefined, 2)}\n`, { mode: 0o600 }),
} as const;
