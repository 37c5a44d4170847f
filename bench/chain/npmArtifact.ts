import { createRequire } from "node:module";
import type { InterfaceAbi } from "ethers";

const require = createRequire(import.meta.url);

/** A compiled contract as an npm package ships it. */
export interface NpmArtifact {
  readonly contractName: string;
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

/**
 * Reads the artifact of a contract of the reference packages: nothing of them is compiled here.
 * @param source Source path inside the package's artifacts; the contract is named after the file.
 */
export function npmArtifact(pkg: string, source: string): NpmArtifact {
  const name = source.slice(source.lastIndexOf("/") + 1);
  return require(`${pkg}/artifacts/contracts/${source}.sol/${name}.json`) as NpmArtifact;
}
