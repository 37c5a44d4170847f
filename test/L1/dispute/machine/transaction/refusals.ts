import { expect } from "chai";
import {
  fromHex,
  joinWords,
  keccak256,
  listMachineWords,
  machineHash,
  zeroHash,
} from "../../../../../packages/protocol/src/index.js";
import { copyData, destroy, log, program, store } from "./helpers/code.js";
import { deployTransactions, type Given, type MadeStep } from "./helpers/deployTransactions.js";
import {
  authority,
  authorizationItem,
  itemsOf,
  keys,
  sender,
  signed,
  signedItems,
  target,
} from "./helpers/signing.js";

const { families, compare } = await deployTransactions();

const machineSize = 512;
const transactionSize = 640;
const rich = { nonce: 7n, balance: 10n ** 24n };
const fees = { maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 3n };

type Change = (witness: Uint8Array) => Uint8Array;
const flip =
  (at: number): Change =>
  (witness) =>
    witness.map((byte, index) => (index === at ? byte ^ 1 : byte));
const cut: Change = (witness) => witness.slice(0, -1);
const extend: Change = (witness) => Uint8Array.of(...witness, 0);

async function expectRefused(
  { family, before, witness }: MadeStep,
  change: Change,
  error: string,
): Promise<void> {
  const contract = families[family];
  await expect(contract.run(zeroHash, before, 1, change(witness))).to.be.revertedWithCustomError(
    contract,
    error,
  );
}

/** The steps of a phase of a transaction. */
async function stepsOf(given: Given, phase: string): Promise<MadeStep[]> {
  const { steps } = await compare(given);
  return steps.filter((made) => made.phase === phase);
}

const delegating = { ...rich, code: `0xef0100${"07".repeat(20)}` } as const;
const setCode = signedItems(
  itemsOf({
    gasLimit: 400_000n,
    accessList: [[fromHex(target), []]],
    extra: [[authorizationItem(keys.authority)]],
  }),
  4,
);
const codedAuthority = { code: `0xef0100${"08".repeat(20)}` } as const;
const cases: readonly [string, Given][] = [
  ["start", { raw: signed({ type: 2, ...fees, to: target }), accounts: { [sender]: delegating } }],
  ["access", { raw: setCode, accounts: { [sender]: rich } }],
  ["authorize", { raw: setCode, accounts: { [sender]: rich, [authority]: codedAuthority } }],
  [
    "launch",
    {
      raw: signed({ type: 2, ...fees, to: target }),
      accounts: { [sender]: rich, [target]: { code: "0x5b00" } },
    },
  ],
  ["settle", { raw: signed({ type: 2, ...fees, to: target }), accounts: { [sender]: rich } }],
  [
    "clear",
    { raw: signed({ type: 2, ...fees, data: program(store(1, 1), destroy) }), accounts: { [sender]: rich } },
  ],
  [
    "record",
    {
      raw: signed({ type: 2, ...fees, to: target, data: "0x55" }),
      accounts: { [sender]: rich, [target]: { code: program(copyData(1), log(1)) } },
    },
  ],
];

describe("TransactionFamilies: witnesses that are refused", () => {
  for (const [phase, given] of cases) {
    it(`DISPUTE-7: of ${phase.toUpperCase()}, cut, too long, or of another state`, async () => {
      const steps = await stepsOf(given, phase);
      const [made] = steps as [MadeStep, ...MadeStep[]];
      await expectRefused(made, extend, "WitnessTapeTooLong");
      await expectRefused(made, flip(machineSize - 1), "MachineStateMismatch");
      if (made.witness.length > machineSize) {
        await expectRefused(made, cut, "WitnessTapeCut");
        await expectRefused(made, (witness) => witness.slice(0, machineSize), "WitnessTapeCut");
      }
      for (const other of Object.keys(families) as (keyof typeof families)[]) {
        if (other === made.family) continue;
        expect(await families[other].run(zeroHash, made.before, 1, made.witness)).to.deep.equal([
          made.before,
          0n,
        ]);
      }
      const family = families[made.family];
      expect(await family.run(zeroHash, made.before, 0, made.witness)).to.deep.equal([made.before, 0n]);
      expect(await family.reserve()).to.equal(0n);
    });

    it(`DISPUTE-7: of ${phase.toUpperCase()}, any byte of which is another, decide nothing else`, async () => {
      for (const made of (await stepsOf(given, phase)).slice(0, 4)) {
        const family = families[made.family];
        const stride = Math.max(1, Math.floor(made.witness.length / 70));
        for (let at = 0; at < made.witness.length; at += stride) {
          const answer = family.run(zeroHash, made.before, 1, flip(at)(made.witness));
          const state = await answer.then(
            ([same]) => same,
            () => undefined,
          );
          expect(state, `${phase}, byte ${at}`).to.equal(undefined);
        }
      }
    });
  }

  it("DISPUTE-37: another transaction's words, another leaf, another bloom", async () => {
    for (const [phase, given] of cases.filter(([name]) => !["start", "clear"].includes(name))) {
      const [made] = await stepsOf(given, phase);
      await expectRefused(made!, flip(machineSize), "DisputedTransactionMismatch");
    }
    const [start] = await stepsOf(...cases.map(([name, given]) => [given, name] as const)[0]!);
    await expectRefused(start!, flip(machineSize + 40), "LeafWitnessMismatch");
    const [record] = await stepsOf(cases.at(-1)![1], "record");
    await expectRefused(record!, flip(machineSize + transactionSize + 40), "LeafWitnessMismatch");
    await expectRefused(record!, flip(machineSize + transactionSize + 250 + 8), "RecordBloomMismatch");
    await expectRefused(record!, flip(machineSize + transactionSize + 250 + 256), "PagesMismatch");
  });

  it("DISPUTE-20: pages that are others, too few, too many, or not shown", async () => {
    const [access] = await stepsOf(cases[1]![1], "access");
    const at = machineSize + transactionSize;
    await expectRefused(access!, flip(at + 20), "PagesMismatch");
    await expectRefused(access!, flip(at), "PagesCountInvalid");
    const four: Change = (witness) => witness.map((byte, index) => (index === at ? 4 : byte));
    await expectRefused(access!, four, "ShownBytesPagesInvalid");
    const raw = signedItems(itemsOf({ data: new Uint8Array(2100), accessList: [[fromHex(target), []]] }));
    const [second] = await stepsOf({ raw, accounts: { [sender]: rich } }, "access");
    const { witness } = second!;
    // Three pages, of which the last is shown: now none is.
    const hashes = witness.slice(at, at + 17 + 64);
    hashes.set([0], 16);

    const page = witness.slice(at + 17 + 64, at + 17 + 64 + 1024);
    const hidden = (): Uint8Array =>
      Uint8Array.of(
        ...witness.slice(0, at),
        ...hashes,
        ...fromHex(keccak256(page)),
        ...witness.slice(at + 1105),
      );
    await expectRefused(second!, hidden, "ShownBytesPageNotShown");
  });

  it("DISPUTE-20: raw bytes of more pages than there may be", async () => {
    const words = {
      ...({ phase: "start", leaf: zeroHash, state: zeroHash, origin: zeroHash, scratch: zeroHash } as const),
      ...{ transaction: zeroHash, refund: 0n, logs: zeroHash, logBytes: 0, bloom: zeroHash, precompiles: 0 },
      ...{ frame: zeroHash, registers: [zeroHash, 131_073, 0, 0] as const },
    };
    const [start] = await stepsOf(cases[0]![1], "start");
    const leaf = start!.witness.slice(machineSize, machineSize + 250);

    const changed = { ...words, leaf: keccak256(leaf) };
    const witness = Uint8Array.of(...joinWords(listMachineWords(changed)), ...leaf);
    const made = { ...start!, before: machineHash(changed), witness };
    await expectRefused(made, (same) => same, "ShownBytesPagesInvalid");
  });

  it("EXEC-50, DISPUTE-36: another code, another account, another list", async () => {
    const change = (find: string, given: Uint8Array): Uint8Array => {
      const text = Buffer.from(given).toString("hex");
      const at = text.lastIndexOf(find) / 2;
      if (at < 0) throw new TypeError(`there is no ${find}`);
      return flip(at + find.length / 2 - 1)(given);
    };
    const [start] = await stepsOf(cases[0]![1], "start");
    await expectRefused(start!, (witness) => change("ef01000707", witness), "CodeWitnessMismatch");
    await expectRefused(
      start!,
      (witness) => change(rich.balance.toString(16).padStart(64, "0"), witness),
      "StateAccessAccountMismatch",
    );
    const [launch] = await stepsOf(cases[3]![1], "launch");
    await expectRefused(launch!, (witness) => change("0000025b00", witness), "CodeWitnessMismatch");
    const [clear] = await stepsOf(cases[5]![1], "clear");
    await expectRefused(clear!, flip(machineSize + 3), "SettleListMismatch");
  });

  it("SIG-1: too little gas is never an answer", async () => {
    for (const [phase, given] of cases.slice(0, 3)) {
      const made = (await stepsOf(given, phase)).at(0)!;
      const family = families[made.family];
      let answers = 0;
      for (let gasLimit = 60_000; gasLimit < 800_000; gasLimit += gasLimit < 250_000 ? 1500 : 50_000) {
        const answer = await family.run(zeroHash, made.before, 1, made.witness, { gasLimit }).then(
          ([state]) => state,
          () => undefined,
        );
        if (answer === undefined) continue;
        expect(answer, `${phase} with ${gasLimit} gas`).to.equal(made.after);
        answers++;
      }
      expect(answers).to.be.greaterThan(0);
    }
  });
});
