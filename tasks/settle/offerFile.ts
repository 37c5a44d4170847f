import { ProtocolError } from "@muniment/protocol";
import { createWhole, decodeOffer, encodeOffer, readDocumentFile, type SettlementOffer } from "@muniment/sdk";

/** The file by which party 0 tells party 1 of an offer. */
export const offerFile = {
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: (path: string): Promise<SettlementOffer> => readDocumentFile(path, decodeOffer),
  /** @throws SETTLEMENT_OFFER_EXISTS */
  create: async (path: string, offer: SettlementOffer): Promise<void> => {
    try {
      await createWhole(path, `${JSON.stringify(encodeOffer(offer), undefined, 2)}\n`, 0o600);
    } catch (cause) {
      const problem = (cause as Error).message;
      throw new ProtocolError("SETTLEMENT_OFFER_EXISTS", { path, problem }, { cause });
    }
  },
} as const;
