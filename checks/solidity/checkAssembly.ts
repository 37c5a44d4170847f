import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { maskComments } from "../text/maskComments.js";
import { matches } from "../text/matches.js";

const anyBlock = /\bassembly\b[^{;]*\{/g;
/** The one statement that Solidity cannot say: where an ERC-7201 struct lies. */
const slotPointer = /\bassembly\s*\("memory-safe"\)\s*\{\s*\$?\w*\.slot\s*:=\s*\w+\s*\}/g;

/** Assembly stands in libraries and in the disputed machine; elsewhere it may do no more than point to an ERC-7201 slot. */
export function checkAssembly(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => /^contracts\/(?!libraries\/|mocks\/|L1\/dispute\/machine\/).*\.sol$/.test(path))
    .flatMap(({ path, text }) =>
      matches(
        maskComments(text).replace(slotPointer, (block) => block.replace(/\S/g, " ")),
        anyBlock,
      ).map(({ line }) => ({
        file: path,
        line,
        message: 'assembly that is no ("memory-safe") ERC-7201 slot pointer',
      })),
    );
}
