import { decodeRoster, encodeRoster, readDocumentFile, writeWhole, type Roster } from "@muniment/sdk";

/** The register of holders, for its owner alone: the file that registrars hand to each other, to the prover and to institutions. */
export const rosterFile = {
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: (path: string): Promise<Roster> => readDocumentFile(path, decodeRoster),
  write: (path: string, roster: Roster): Promise<void> =>
    writeWhole(path, `${JSON.stringify(encodeRoster(roster), undefined, 2)}\n`, 0o600),
} as const;
