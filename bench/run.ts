import { benches } from "./benches.js";
import { runBench } from "./cli/runBench.js";

// npm run bench -- [NAME] [--json] [--strict] …
process.exitCode = await runBench(benches, process.argv.slice(2));
