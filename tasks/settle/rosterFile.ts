import { rename, writeFile } from "node:fs/promises";

import { decodeRoster, encodeRoster, readDocumentFile, type Roster } from "@muniment/sdk";

/** The file that registrars hand to each other, to the prover and to institutions. */
export const rosterFile = {
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: (path: string): Promise<Roster> => readDocumentFile(path, decodeRoster),
  write: async (path: string, roster: Roster): Promise<void> => {
    await writeFile(`${path}.next`, `${JSON.stringify(encodeRoster(roster), undefined, 2)}\n`);
    await rename(`${path}.next`, path);
  },
} as const;
