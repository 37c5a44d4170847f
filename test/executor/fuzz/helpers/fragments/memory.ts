import { type Fragment, push } from "../Code.js";
import { edgeOffset, edgeSize, edgeWord } from "../edges.js";
import { keep } from "./keep.js";
import type { Scope } from "./Scope.js";
import { address } from "./targets.js";

/** Reads, writes and copies, at places that grow memory a little or without any bound. */
export function memory(scope: Scope): Fragment {
  const { random } = scope;
  const offset = () => push(edgeOffset(random));
  const size = () => push(edgeSize(random));
  const kind = random.weighted({
    ...{ mstore: 20, mstore8: 10, mload: 15, msize: 5, mcopy: 15, keccak: 15 },
    ...{ calldatacopy: 8, codecopy: 6, extcodecopy: 6, calldataload: 5, log: 8 },
  });
  switch (kind) {
    case "mstore":
      return [...push(edgeWord(random)), ...offset(), 0x52];
    case "mstore8":
      return [...push(edgeWord(random)), ...offset(), 0x53];
    case "mload":
      return [...offset(), 0x51, ...keep(scope)];
    case "msize":
      return [0x59, ...keep(scope)];
    case "mcopy":
      return [...size(), ...offset(), ...offset(), 0x5e];
    case "keccak":
      return [...size(), ...offset(), 0x20, ...keep(scope)];
    case "calldatacopy":
      return [...size(), ...offset(), ...offset(), 0x37];
    case "codecopy":
      return [...size(), ...offset(), ...offset(), 0x39];
    case "extcodecopy":
      return [...size(), ...offset(), ...offset(), ...address(scope), 0x3c];
    case "calldataload":
      return [...push(random.chance(70) ? BigInt(random.below(80)) : edgeWord(random)), 0x35, ...keep(scope)];
    case "log": {
      const topics = random.below(5);
      const words = Array.from({ length: topics }, () => push(edgeWord(random)));
      return [...words.flat(), ...size(), ...offset(), 0xa0 + topics];
    }
  }
}
