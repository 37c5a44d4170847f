import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { StoreCrash } from "../../helpers/StoreCrash.js";

/** Kills a process that executes, logs and takes snapshots, as often as told, in directories of 20 kills each. */
export function itSurvivesKills(kills: number, seed: number): void {
  const perDirectory = 20;
  for (let done = 0; done < kills; done += perDirectory) {
    const from = seed + done;
    it(`STORE-6, STORE-23, STORE-24: loses no acknowledged block in ${perDirectory} kills (seed ${from})`, async () => {
      const directory = mkdtempSync(join(tmpdir(), "muniment-crash-"));
      const store = new StoreCrash(directory, from);
      for (let kill = 0; kill < Math.min(perDirectory, kills - done); kill++)
        await store.round(kill % 2 === 1);
      console.log(`        ${JSON.stringify(store.seen)}`);
      // The test has tested something: blocks were written, snapshots were used, unsafe tails were found.
      expect(store.seen.blocks).to.be.greaterThan(perDirectory);
      expect(store.seen.snapshots).to.be.greaterThan(0);
      expect(store.seen.cuts).to.be.greaterThan(0);
      rmSync(directory, { recursive: true });
    }).timeout(600_000);
  }
}
