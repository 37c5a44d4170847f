import { concat, keccak256, toUtf8Bytes, ZeroHash } from "ethers";

/** The serial tree once more, written naively over ethers from spec/evidence.md, to check the package against. */
export function referenceSerialTree(normalised: readonly string[]) {
  const hashes = normalised
    .map((serial) => keccak256(toUtf8Bytes(serial)))
    .sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const tree = (leaves: readonly string[]): string =>
    leaves.length === 1
      ? (leaves[0] as string)
      : keccak256(
          concat(["0x01", tree(leaves.slice(0, leaves.length / 2)), tree(leaves.slice(leaves.length / 2))]),
        );
  const pad = (leaves: readonly string[], width: number) =>
    Array.from({ length: width }, (_, index) => leaves[index] ?? ZeroHash);
  const pageRoots: string[] = [];
  for (let from = 0; from < hashes.length; from += 512) {
    const leaves = hashes.slice(from, from + 512).map((hash) => keccak256(concat(["0x00", hash])));
    pageRoots.push(tree(pad(leaves, 512)));
  }
  const width = pageRoots.length === 0 ? 1 : 2 ** Math.ceil(Math.log2(pageRoots.length));
  return { hashes, pageRoots, root: tree(pad(pageRoots, width)) };
}
