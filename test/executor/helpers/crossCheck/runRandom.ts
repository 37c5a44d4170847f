import { parseArgs } from "node:util";
import { type Case, referenceRunner } from "@muniment/executor/reference";
import { randomCase } from "../../fuzz/helpers/randomCase.js";
import { layOut } from "../../fuzz/helpers/layOut.js";
import { compareResults } from "../compareResults.js";
import { Anvil } from "../../../helpers/Anvil.js";
import { runOnAnvil } from "./runOnAnvil.js";

// Holds the reference itself against anvil, on random programs under Osaka.
const { values } = parseArgs({
  options: { programs: { type: "string", default: "500" }, seed: { type: "string", default: "1" } },
});
const [programs, seed] = [Number(values.programs), Number(values.seed)];
const anvil = await Anvil.start("osaka", 7n);
let compared = 0;
try {
  for (let index = 0; compared < programs; index++) {
    const given = fitted(layOut(randomCase(seed, index)));
    if (given === undefined) continue;
    const result = await referenceRunner.runCase(given);
    if (!result.valid) continue;
    compared += 1;
    const other = await runOnAnvil(anvil, given, result);
    let difference = compareResults(result, other);
    if (difference !== undefined) {
      // Anvil chooses the randomness of a block by itself: once more with what it chose.
      const { mixHash } = await anvil.call<{ mixHash: string }>("eth_getBlockByNumber", "latest", false);
      const environment = { ...given.environment, prevRandao: BigInt(mixHash) };
      const again = await referenceRunner.runCase({ ...given, environment });
      difference = compareResults(again, other);
    }
    if (difference !== undefined) {
      const { what, first, second } = difference;
      console.error(`seed ${seed}, program ${index}: ${what}: ${first} | anvil ${second}`);
      process.exitCode = 1;
    }
  }
} finally {
  anvil.stop();
}
console.log(`${compared} programs compared with anvil`);

/** The case in the block that anvil can be told to make; nothing when anvil is known to differ or wants a blob. */
function fitted(given: Case): Case | undefined {
  const { rules, transaction, environment } = given;
  if (rules.kind !== "ethereum" || rules.fork !== "osaka" || transaction.type > 2) return undefined;
  const block = { ...environment, number: 10n, timestamp: 4_000_000_000n };
  return { ...given, environment: block, blockHashes: new Map() };
}
