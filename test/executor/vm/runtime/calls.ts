import { expect } from "chai";
import { type FrameOutcome, runFrame } from "./helpers/frame.js";
import { loadRuntimeModule } from "./helpers/module.js";
import { assemble, type Piece, push } from "./helpers/program.js";
import { runReference, writeEnvironment } from "./helpers/reference.js";
import { type Contract, createReferenceWith, SELF_ADDRESS } from "./helpers/world.js";

const GAS = 600_000n;
const MASK = (1n << 256n) - 1n;

const CALL = 0xf1;
const CALLCODE = 0xf2;
const DELEGATECALL = 0xf4;
const STATICCALL = 0xfa;
const CREATE = 0xf0;
const CREATE2 = 0xf5;

/** Stores the word on top of the stack at the place in memory. */
const keep = (place: number): Uint8Array => assemble(push(BigInt(place)), 0x52);
/** Returns the first 512 bytes of memory. */
const RETURN_MEMORY = assemble(push(512n), 0x5f, 0xf3);
/** calldata copied to memory. */
const TAKE_DATA = assemble(0x36, 0x5f, 0x5f, 0x37);

/** What the callees do, each at an address of its own. */
const CALLEES: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(),
  stop: assemble(0x00),
  echo: assemble(TAKE_DATA, 0x36, 0x5f, 0xf3),
  revert: assemble(TAKE_DATA, 0x36, push(3n), 0xfd),
  halt: assemble(0xfe),
  underflow: assemble(0x01),
  burn: assemble(0x5b, 0x5f, 0x56),
  "frame's words": assemble(
    ...[0x30, 0x33, 0x34, 0x36, 0x5a, 0x3d, 0x59, 0x47].flatMap((opcode, index) => [
      opcode,
      keep(32 * index),
    ]),
    push(256n),
    0x5f,
    0xf3,
  ),
  "storage write": assemble(
    push(7n),
    0x34,
    0x55,
    push(7n),
    0x5f,
    0x55,
    0x5f,
    0x54,
    keep(0),
    push(32n),
    0x5f,
    0xf3,
  ),
  "transient write": assemble(push(9n), push(1n), 0x5d, push(1n), 0x5c, keep(0), push(32n), 0x5f, 0xf3),
  "write then revert": assemble(push(7n), 0x5f, 0x55, push(8n), push(1n), 0x5d, 0x5f, 0x5f, 0xfd),
  log: assemble(push(1n), push(2n), push(40n), push(5n), 0xa2),
  destruction: assemble(push(0xbe9en), 0xff),
  creation: assemble(0x5f, 0x5f, 0x5f, CREATE, keep(0), push(32n), 0x5f, 0xf3),
  "value onwards": assemble(
    0x5f,
    0x5f,
    0x5f,
    0x5f,
    push(1n),
    push(0x1001n),
    push(5000n),
    CALL,
    keep(0),
    push(32n),
    0x5f,
    0xf3,
  ),
  "big memory": assemble(push(5n), push(60_000n), 0x52, push(64n), push(59_980n), 0xf3),
  accounts: assemble(
    push(0x1002n),
    0x31,
    0x50,
    push(0x1002n),
    0x3b,
    keep(0),
    push(0x1002n),
    0x3f,
    keep(32),
    push(20n),
    push(1n),
    push(64n),
    push(0x1002n),
    0x3c,
    push(96n),
    0x5f,
    0xf3,
  ),
  // Calls itself with all gas until it may not, and returns the depth it counted below itself.
  deeper: assemble(
    push(32n),
    0x5f,
    0x5f,
    0x5f,
    0x5f,
    0x30,
    0x5a,
    CALL,
    0x5f,
    0x51,
    0x01,
    keep(0),
    push(32n),
    0x5f,
    0xf3,
  ),
};

const names = Object.keys(CALLEES);
const addressOf = (name: string): bigint => 0x1000n + BigInt(names.indexOf(name));

interface Call {
  readonly opcode: number;
  readonly to: bigint;
  readonly value: bigint;
  readonly gas?: bigint;
  readonly output?: bigint;
}

/** Calls with 40 bytes of input, and keeps the result, the size of the return data and some of it. */
function callProgram({ opcode, to, value, gas = MASK, output = 64n }: Call): Uint8Array {
  const hasValue = opcode === CALL || opcode === CALLCODE;
  return assemble(
    ...[push(MASK / 7n), keep(0), push(output), push(320n), push(40n), push(8n)],
    ...(hasValue ? [push(value)] : []),
    ...[
      push(to),
      push(gas),
      opcode,
      keep(64),
      0x3d,
      keep(96),
      0x5f,
      0x54,
      keep(128),
      push(1n),
      0x5c,
      keep(160),
    ],
    ...[push(0xbe9en), 0x31, keep(192), 0x47, keep(224), 0x5a, keep(256), RETURN_MEMORY],
  );
}

describe("executor runtime: calls and creations of interpreted frames", () => {
  const module = loadRuntimeModule();

  /** Runs the program in a fresh world here and in the reference; both must end alike. */
  async function expectSame(code: Uint8Array, gas = GAS, isStatic = false): Promise<FrameOutcome> {
    const contracts: Contract[] = names.map((name) => ({
      address: addressOf(name),
      code: CALLEES[name]!,
      balance: 50n,
    }));
    module.runtime.reset();
    // What earlier programs accessed or kept for their transaction is told apart by its number.
    module.call("nextTransaction", 0, 0, 0);
    writeEnvironment(module);
    for (const { address, code: bytes, balance } of contracts) {
      module.runtime.putAccount(`0x${address.toString(16).padStart(40, "0")}`, {
        nonce: 1n,
        balance,
        code: bytes,
      });
    }
    const self = module.runtime.putAccount(SELF_ADDRESS, {
      nonce: 1n,
      balance: 1000n,
      code: new Uint8Array(),
    });
    const found = runFrame(module, { code, gas, isStatic, account: self });
    const reference = await createReferenceWith(contracts);
    expect(found).to.deep.equal(await runReference(reference, { code, gas, isStatic }));
    return found;
  }

  for (const name of names) {
    for (const [kind, opcode] of Object.entries({ CALL, CALLCODE, DELEGATECALL, STATICCALL })) {
      it(`VM-17: ${kind} of a callee that does "${name}" ends as in the reference`, async () => {
        const to = addressOf(name) | (1n << 200n);
        for (const value of opcode === CALL || opcode === CALLCODE ? [0n, 5n, 1001n] : [0n]) {
          const outcome = await expectSame(callProgram({ opcode, to, value }));
          expect(outcome.status).to.equal("returned");
        }
        for (const gas of [0n, 100n, 2400n, 40_000n])
          await expectSame(callProgram({ opcode, to, value: 0n, gas }));
        for (const output of [0n, 1n, 192n]) await expectSame(callProgram({ opcode, to, value: 0n, output }));
        for (const gas of [300n, 700n, 3000n, 12_000n, 40_000n]) {
          await expectSame(callProgram({ opcode, to, value: opcode === CALL ? 5n : 0n }), gas);
        }
      });

      it(`VM-16: in a static frame ${kind} of a callee that does "${name}" ends as in the reference`, async () => {
        const to = addressOf(name);
        for (const value of [0n, 5n]) await expectSame(callProgram({ opcode, to, value }), GAS, true);
      });
    }
  }

  it("VM-17: calls nest 1,024 deep, and the one below fails", async () => {
    const depth = assemble(
      push(32n),
      0x5f,
      0x5f,
      0x5f,
      0x5f,
      push(addressOf("deeper")),
      0x5a,
      CALL,
      0x5f,
      0x51,
      keep(32),
      keep(64),
      RETURN_MEMORY,
    );
    const outcome = await expectSame(depth, 10n ** 15n);
    expect(BigInt(`0x${outcome.output.slice(64, 128)}`)).to.equal(1023n);
  });

  it("VM-15: a callee that halts takes its gas and hands out nothing", async () => {
    const { output } = await expectSame(
      callProgram({ opcode: CALL, to: addressOf("halt"), value: 0n, gas: 100_000n }),
    );
    expect(output.slice(128, 256)).to.equal("0".repeat(128));
  });

  describe("creations", () => {
    const data = assemble(push(0x600160005260206000f3n, 32), keep(0));
    const inits: Readonly<Record<string, readonly Piece[]>> = {
      "empty code": [],
      "a contract": [data, push(10n), push(22n), 0xf3],
      zeros: [push(100n), 0x5f, 0xf3],
      "the largest code": [push(24_576n), 0x5f, 0xf3],
      "too large code": [push(24_577n), 0x5f, 0xf3],
      "code that begins with 0xef": [push(0xefn), 0x5f, 0x53, push(2n), 0x5f, 0xf3],
      "a revert": [data, push(40n), 0x5f, 0xfd],
      "a halt": [0xfe],
      storage: [push(3n), push(4n), 0x55, push(4n), 0x54, keep(0), push(32n), 0x5f, 0xf3],
      "its environment": [
        0x30,
        keep(0),
        0x33,
        keep(32),
        0x34,
        keep(64),
        0x38,
        keep(96),
        0x36,
        keep(128),
        0x47,
        keep(160),
        push(192n),
        0x5f,
        0xf3,
      ],
      itself: [0x38, 0x5f, 0x5f, 0x39, 0x38, 0x5f, 0x5f, CREATE, keep(0), push(32n), 0x5f, 0xf3],
    };

    /** Creates, keeps the result, and calls what was created. */
    function createProgram(opcode: number, init: Uint8Array, value: bigint): Uint8Array {
      const body = (start: number): Uint8Array =>
        assemble(
          ...[push(BigInt(init.length), 2), push(BigInt(start), 2), push(300n, 2), 0x39],
          ...(opcode === CREATE2 ? [push(77n)] : []),
          ...[
            push(BigInt(init.length), 2),
            push(300n, 2),
            push(value, 2),
            opcode,
            0x80,
            keep(0),
            0x3d,
            keep(32),
          ],
          ...[0x80, 0x3b, keep(64), 0x80, 0x3f, keep(96), 0x80, 0x31, keep(128)],
          ...[0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x85, 0x5a, CALL, keep(160), 0x3d, keep(192), RETURN_MEMORY],
        );
      return assemble(body(body(0).length), init);
    }

    for (const [name, pieces] of Object.entries(inits)) {
      it(`VM-7: a creation of ${name} ends as in the reference`, async () => {
        const init = assemble(...pieces);
        for (const opcode of [CREATE, CREATE2]) {
          for (const value of [0n, 7n, 1001n]) {
            const outcome = await expectSame(createProgram(opcode, init, value), 20_000_000n);
            expect(outcome.status).to.equal("returned");
          }
          for (const gas of [31_000n, 33_000n, 36_000n, 60_000n, 5_000_000n]) {
            await expectSame(createProgram(opcode, init, 0n), gas);
          }
        }
      });
    }

    it("VM-7: the second creation at one address fails and takes its gas", async () => {
      const twice = Array.from({ length: 2 }, (_, index) => [
        push(5n),
        0x5f,
        0x5f,
        0x5f,
        CREATE2,
        keep(32 * index),
      ]);
      const { output } = await expectSame(assemble(...twice.flat(), RETURN_MEMORY), 1_000_000n);
      expect(BigInt(`0x${output.slice(0, 64)}`)).to.not.equal(0n);
      expect(BigInt(`0x${output.slice(64, 128)}`)).to.equal(0n);
    });

    it("VM-7: init code of 49,153 bytes halts the creator", async () => {
      for (const opcode of [CREATE, CREATE2]) {
        const program = (size: bigint): Uint8Array =>
          assemble(0x5f, push(size), 0x5f, 0x5f, opcode, keep(0), RETURN_MEMORY);
        expect((await expectSame(program(49_152n))).status).to.equal("returned");
        expect((await expectSame(program(49_153n))).status).to.equal("halted");
      }
    });
  });
});
