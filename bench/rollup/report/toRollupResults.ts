import { judge } from "../../report/judge.js";
import type { Yardstick } from "../../report/judge.js";
import type { Result } from "../../report/Result.js";
import { peers } from "./peers.js";
import type { RollupFigures } from "./RollupFigures.js";

/** Seconds between two blocks of L1. */
const slot = 12;
const blobGas = 131_072;
/** Blobs of an L1 block: what one commit carries, and L1's target and maximum since BPO2, shared by all rollups. */
const blobsPerBlock = { "a commit": 6, "L1's target": 14, "L1's maximum": 21 } as const;
const formula = "min(executed, data-bound, proven)";

/** The figures side by side, as rows. */
export function toRollupResults(figures: RollupFigures): Result[] {
  return [...speedRows(figures), ...dataRows(figures), ...gasRows(figures)];
}

function row(
  [name, metric, unit]: readonly [string, string, string],
  value: number,
  yardstick: Yardstick & { readonly note?: string } = {},
): Result {
  const { note } = yardstick;
  const figure = { case: name, metric, unit, value: Number(value.toFixed(value < 1000 ? 1 : 0)) };
  return judge(note === undefined ? figure : { ...figure, note }, yardstick);
}

function speedRows({ executed, proven, large }: RollupFigures): Result[] {
  const perBlob = large.transactions / large.blobs;
  const { name, perBlob: theirs } = peers.dataBound;
  const bounds = Object.entries(blobsPerBlock).map(
    ([what, blobs]) => [`${blobs} blobs in ${slot} s, ${what}`, blobs] as const,
  );
  return [
    row(["permissioned transfer", "executed", "tx/s"], executed),
    row(["permissioned transfer", "proven: re-executed, one thread", "tx/s"], proven),
    ...bounds.map(([what, blobs]) =>
      row(["permissioned transfer", `data-bound: ${what}`, "tx/s"], (perBlob * blobs) / slot, {
        reference: { name, value: Math.round((theirs * blobs) / slot) },
      }),
    ),
    ...bounds.map(([what, blobs]) =>
      row(
        ["permissioned transfer", `${formula}: ${what}`, "tx/s"],
        Math.min(executed, (perBlob * blobs) / slot, proven),
      ),
    ),
  ];
}

function dataRows({ small, large, gas }: RollupFigures): Result[] {
  const name = "permissioned transfer";
  const whole = `batch of ${large.blobs} blobs`;
  return [
    row([name, `bytes as posted, signature included, ${whole}`, "bytes"], large.bytes / large.transactions, {
      reference: peers.bytes,
      target: 110,
    }),
    row(
      [name, "bytes as posted, signature included, batch of 1 blob", "bytes"],
      small.bytes / small.transactions,
      {
        reference: peers.bytes,
        target: 110,
      },
    ),
    row([name, `transactions of a blob, ${whole}`, "tx"], large.transactions / large.blobs, {
      reference: peers.perBlob,
    }),
    row([name, `transactions, ${whole}`, "tx"], large.transactions),
    row(
      [name, `L1 gas: commit, attestation, finality, ${whole}`, "gas"],
      perTransfer(gas, large.transactions),
      {
        reference: peers.gasPerTransfer,
      },
    ),
    row([name, `blob gas, ${whole}`, "blob gas"], (blobGas * large.blobs) / large.transactions, {
      reference: peers.blobGasPerTransfer,
    }),
  ];
}

function perTransfer({ commit, attest, finalize }: RollupFigures["gas"], transactions: number): number {
  return (commit + attest + finalize) / transactions;
}

function gasRows({ gas }: RollupFigures): Result[] {
  const rows = [
    ["commitBatch, blob gas beside", gas.commit, 120_000, peers.commit],
    ["ETH deposit", gas.ethDeposit, 75_000, peers.ethDeposit],
    ["ERC-20 deposit", gas.tokenDeposit, 120_000, peers.tokenDeposit],
    ["withdrawal claim, ETH", gas.ethClaim, 110_000, peers.claim],
    ["attestation, 2 of 3", gas.attest, 60_000, peers.attest],
  ] as const;
  return [
    ...rows.map(([metric, value, target, reference]) =>
      row(["L1", metric, "gas"], value, { target, reference }),
    ),
    row(["L1", "finality", "gas"], gas.finalize),
  ];
}
