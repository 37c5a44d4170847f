import { expect } from "chai";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  compileContract,
  standardLimits,
} from "../../../../packages/executor/src/vm/compiler/compileContract.js";
import { assemble, generator, push } from "../runtime/helpers/program.js";
import { randomValue } from "./helpers/randomValue.js";
import { Machine } from "./helpers/machine.js";

const options = { fork: "osaka", bounds: { frameMemory: 131_072, region: 49_152 } } as const;
const CODE_LIMIT = 24_576;
/** The plan's bytes, the function that exceeds them, and what waits to hand over. */
const MODULE_LIMIT = 1_500_000;
const LOCALS_LIMIT = 450;
/** Milliseconds a compile may take on a machine that does other things too; it takes a tenth of it alone. */
const PATIENCE = 3000;

const require = createRequire(import.meta.url);

/** Contracts that others compiled: what solc makes of real sources. */
const contracts = ["AccessManager", "TimelockController", "VestingWallet", "ERC1967Proxy"].map((name) => {
  const path = require.resolve(`@openzeppelin/contracts/build/contracts/${name}.json`);
  const { deployedBytecode } = JSON.parse(readFileSync(path, "utf8")) as { deployedBytecode: string };
  return [name, Buffer.from(deployedBytecode.slice(2), "hex")] as const;
});

/** The code that repeats a piece until the limit of a contract's size is reached. */
function filled(...pieces: readonly (number | Uint8Array)[]): Uint8Array {
  const piece = assemble(...pieces);
  return assemble(...Array.from({ length: Math.floor(CODE_LIMIT / piece.length) }, () => piece));
}

/** Codes that make much of little: the compiler must stay within its bounds for all. */
const hostile: Readonly<Record<string, Uint8Array>> = {
  "nothing but jump destinations": filled(0x5b),
  "jumps to themselves": filled(0x5b, push(0, 2), 0x56),
  "stores to unknown places": filled(0x36, 0x36, 0x52),
  "large constants": filled(push((1n << 256n) - 1n)),
  "conditional jumps over a high stack": assemble(
    ...Array.from({ length: 500 }, () => 0x36),
    filled(0x36, push(1000, 2), 0x57).subarray(0, 20_000),
  ),
  "unknown jumps": filled(0x5b, 0x36, 0x56),
  calls: filled(0x36, 0x36, 0x36, 0x36, 0x36, 0x36, 0x36, 0xf1, 0x50),
  "many live values": filled(0x36, 0x36, 0x02, 0x8f, 0x8f, 0x02, 0x8f, 0x8e, 0x03),
  "forks upon forks": filled(0x36, push(5, 2), 0x57, 0x5b, 0x36, push(5, 2), 0x57),
  "the longest PUSH cut off": assemble(filled(0x5b).subarray(1), 0x7f),
};

describe("executor compiler: compileContract", () => {
  for (const [name, code] of [...contracts, ...Object.entries(hostile)]) {
    it(`VM-37: ${name}: a valid module within the bounds of size, locals and time`, () => {
      // What this thread took: other processes and threads do not count.
      const start = process.threadCpuUsage();
      const { wasm, stats } = compileContract(code, options);
      const elapsed = process.threadCpuUsage(start).user / 1000;
      expect(WebAssembly.validate(new Uint8Array(wasm))).to.equal(true);
      expect(wasm.length).to.be.lessThan(MODULE_LIMIT);
      expect(stats.locals).to.be.lessThan(LOCALS_LIMIT);
      expect(elapsed).to.be.lessThan(PATIENCE);
    });
  }

  for (const [name, code] of Object.entries(hostile)) {
    it(`VM-31: ${name}: runs as interpreted`, () => {
      const [interpreted, compiled] = [new Machine("interpreted"), new Machine("compiled")];
      for (const gas of [500n, 40_000n, 900_000n]) {
        expect(compiled.run({ code, gas })).to.deep.equal(interpreted.run({ code, gas }));
      }
    });
  }

  for (const [name, code] of contracts) {
    it(`VM-31: ${name}: answers random calldata as interpreted, compiled to the last block`, () => {
      const [interpreted, compiled] = [new Machine("interpreted"), new Machine("compiled")];
      interpreted.deploy(code);
      compiled.deploy(code);
      const selectors = selectorsOf(code);
      const random = generator(0xabc1n);
      let returned = 0;
      for (const selector of [...selectors, ...selectors, ...selectors]) {
        const words = Array.from({ length: 6 }, () =>
          push([0n, 1n, 64n, 96n, randomValue(random)][random(5)]!, 32).subarray(1),
        );
        const call = {
          gas: 500_000n,
          data: assemble(selector, ...words).subarray(0, 4 + random(200)),
          value: BigInt(random(2)),
        };
        // Each transaction has the next nonce: the state is undone, so that the first is always right.
        interpreted.runtime.undoBlock();
        compiled.runtime.undoBlock();
        const expected = interpreted.call(call);
        expect(compiled.call(call), Buffer.from(call.data).toString("hex")).to.deep.equal(expected);
        if (expected.status === "returned") returned++;
      }
      expect(compiled.interpretations(code)).to.equal(0);
      if (selectors.length > 0) expect(returned).to.be.greaterThan(0);
    });
  }

  it("VM-38: the same code and options give the same bytes", () => {
    for (const [, code] of contracts) {
      expect(compileContract(code, options).wasm).to.deep.equal(compileContract(code, options).wasm);
    }
  });

  it("VM-37: empty code is a module that stops", () => {
    const code = new Uint8Array();
    expect(WebAssembly.validate(new Uint8Array(compileContract(code, options).wasm))).to.equal(true);
  });

  it("VM-39: a module without budget hands over at once, and is small", () => {
    const limits = { ...standardLimits, operations: 0, bytes: -1 };
    for (const [, code] of contracts)
      expect(compileContract(code, { ...options, limits }).wasm.length).to.be.lessThan(1000);
  });
});

/** What a dispatcher compares the first four bytes of calldata with: PUSH4 … EQ. */
function selectorsOf(code: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at + 5 < code.length; at++) {
    if (code[at] === 0x63 && code[at + 5] === 0x14) found.push(code.subarray(at + 1, at + 5));
  }
  return found;
}
