import { readFile, rename, writeFile } from "node:fs/promises";

import { ProtocolError } from "@muniment/protocol";
import { decodeRoster, encodeRoster, type Roster } from "@muniment/sdk";

/** The file that registrars hand to each other, to the prover and to institutions. */
export const rosterFile = {
  /** @throws FILE_UNREADABLE, SETTLEMENT_DOCUMENT_INVALID */
  read: async (path: string): Promise<Roster> => {
    try {
      return decodeRoster(JSON.parse(await readFile(path, "utf8")));
    } catch (cause) {
      if (cause instanceof ProtocolError) throw cause;
      throw new ProtocolError(
        "FILE_UNREADABLE",
        { file: path, problem: (cause as Error).message },
        { cause },
      );
    }
  },
  write: async (path: string, roster: Roster): Promise<void> => {
    await writeFile(`${path}.next`, `${JSON.stringify(encodeRoster(roster), undefined, 2)}\n`);
    await rename(`${path}.next`, path);
  },
} as const;
