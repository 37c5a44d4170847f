import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { JsonFragment } from "ethers";

/** A contract of this repository as Hardhat compiled it. */
export interface Artifact {
  readonly contractName: string;
  readonly abi: readonly JsonFragment[];
  readonly bytecode: Hex;
}

const folder = fileURLToPath(new URL("../../../artifacts/", import.meta.url));
const places = [
  "contracts/assets/token",
  "contracts/assets/identity",
  "contracts/assets/compliance",
  "contracts/assets/compliance/modules",
  "contracts/assets/attestation",
  "@openzeppelin/contracts/access/manager",
];

function fileOf(name: string): string | undefined {
  return places.map((place) => `${folder}${place}/${name}.sol/${name}.json`).find((file) => existsSync(file));
}

/** Whether this repository's contracts are compiled. */
export function hasArtifacts(): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0 && fileOf("RwaToken") !== undefined;
}

/** @throws BENCH_INVALID when the contract is not compiled. */
export function artifact(name: string): Artifact {
  const file = fileOf(name);
  if (file === undefined) {
    throw new ProtocolError("BENCH_INVALID", { problem: `${name} is not compiled; run npm run build` });
  }
  return JSON.parse(readFileSync(file, "utf8")) as Artifact;
}
