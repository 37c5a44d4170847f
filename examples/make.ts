// Makes examples/*/serials.csv and examples/*/documents: `npx tsx examples/make.ts`. Its outputs are committed.
import { makeExamples } from "./makeExamples.js";

const folder = import.meta.dirname;
const made = await makeExamples(folder, folder);
process.stdout.write(`${String(made.length)} files made\n`);
