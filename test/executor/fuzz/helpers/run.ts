import { parseArgs } from "node:util";
import { runners } from "../../helpers/runners.js";
import { fuzz } from "./fuzz.js";
import { keepFailure } from "./keepFailure.js";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
  },
});
const [seed, from, minutes] = [Number(values.seed), Number(values.from), Number(values.minutes)];
const started = Date.now();
const ends = started + minutes * 60_000;
let told = started;

console.log(
  `fuzz: ${runners.map(({ name }) => name).join(", ")}; seed ${seed}, from program ${from}, ${minutes} min`,
);
const { programs, undecided, failure } = await fuzz(runners, {
  seed,
  from,
  goesOn: (done) => {
    const now = Date.now();
    if (now - told >= 2_000) {
      told = now;
      console.log(`fuzz: ${done} programs, ${Math.round((done * 1000) / (now - started))}/s`);
    }
    return now < ends;
  },
});
if (failure === undefined) {
  console.log(`fuzz: ${programs} programs, no difference; ${undecided} on which the reference broke down`);
} else {
  const { index, runner, difference } = failure;
  console.error(`fuzz: ${runner} differs on program ${index} of seed ${seed}: ${difference.what}`);
  console.error(`  ${runners[0].name}: ${difference.first}\n  ${runner}: ${difference.second}`);
  console.error(`  kept in ${await keepFailure(failure, runners[0])}`);
  process.exitCode = 1;
}
