import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { bn254 } from "@noble/curves/bn254.js";
import { G1Table } from "./G1Table.js";
import { insecureTau } from "./insecureTau.js";
import { srsFiles, srsSizes } from "./srsFiles.js";

const warning = `INSECURE: the secret of this SRS is public, and with it anybody proves anything.
It was made by this repository for development and tests. Nothing of value may rest on it.
`;
const chunk = 4096;
const windowBits = 13;

/**
 * Makes the development SRS, unless it is there: the same points every time.
 * @param parent Where its folder goes, whose name says that it is insecure.
 * @param levels There are points for circuits of 2^levels rows.
 * @param progress Told the part that is done, 0 … 1.
 * @returns The folder.
 */
export function writeInsecureSrs(
  parent: string,
  levels: number,
  progress: (part: number) => void = () => {},
): string {
  const folder = join(parent, `INSECURE-development-srs-${levels}`);
  if (existsSync(folder)) return folder;
  // What is there under its name is whole.
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, srsFiles.warning), warning);
  const tau = bn254.G2.Point.BASE.multiply(insecureTau).toAffine();
  writeFileSync(join(draft, srsFiles.g2), words([tau.x.c0, tau.x.c1, tau.y.c0, tau.y.c1]));
  writePowers(join(draft, srsFiles.g1), 2 ** levels + 1, progress);
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
  return folder;
}

function writePowers(file: string, count: number, progress: (part: number) => void): void {
  const table = new G1Table(windowBits);
  const target = openSync(file, "w");
  let power = 1n;
  for (let start = 0; start < count; start += chunk) {
    const size = Math.min(chunk, count - start);
    const scalars = Array.from({ length: size }, () => {
      const own = power;
      power = (power * insecureTau) % bn254.fields.Fr.ORDER;
      return own;
    });
    const { x, y } = table.multiply(scalars);
    const bytes = Buffer.alloc(size * srsSizes.g1);
    x.forEach((coordinate, place) =>
      words([coordinate, y[place] as bigint]).copy(bytes, place * srsSizes.g1),
    );
    writeSync(target, bytes);
    progress((start + size) / count);
  }
  closeSync(target);
}

function words(values: readonly bigint[]): Buffer {
  return Buffer.from(values.map((value) => value.toString(16).padStart(64, "0")).join(""), "hex");
}
